package org.imageinventory.listimage;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Advice on an error code of the API or of this program: the advice for the code itself, otherwise the advice for its
 * category. Only the advice for categories that are retried suggests to try again.
 */
public final class Advice {

    static final String FOREIGN_ANSWER =
            "The response may not come from the API, but from a proxy or a login page: check the network between here"
                    + " and the endpoint, and inventory.endpoints.";

    static final String BUG = "This is a bug in the program or its libraries: please report it.";

    private static final String UNREACHABLE =
            "Check the network between here and the endpoint, and inventory.endpoints.";

    private static final List<Advice> BY_CODE = List.of(
            new Advice(
                    ErrorRules.WRONG_CLOCK,
                    "Set this machine's clock by NTP: the API refuses requests if it is more than 15 minutes off."),
            new Advice(
                    "Forbidden.AccessKeyDisabled|InvalidAccessKeyId.Inactive",
                    "Enable the AccessKey in the RAM console, or use another one: it is disabled. 'doctor' shows where"
                            + " it comes from."),
            new Advice(
                    "Forbidden.RiskControl|Forbidden.Authentication|Forbidden.UserVerification",
                    "Alibaba Cloud restricts the account itself (risk control, or real-name verification), and no grant"
                            + " changes that: see the console's messages, or ask Alibaba Cloud's support."),
            new Advice(
                    ".*Arrear.*|InvalidAccountStatus.*|InsufficientBalance.*",
                    "Settle the bill of the Alibaba Cloud account in its console: the API refuses the requests of an"
                            + " account in arrears."),
            new Advice(
                    "Forbidden.NoPermission|NoPermission.*|Forbidden.RAM|Forbidden.*|AccessDenied.*|403",
                    "Grant the action appstreaming:ListImage on resource * to the RAM identity that 'doctor' shows."),
            new Advice(
                    "InvalidAccessKeyId.*",
                    "Check the AccessKey id: it does not exist, is disabled, or belongs to another site. 'doctor' shows"
                            + " where it comes from."),
            new Advice(
                    "SignatureDoesNotMatch|IncompleteSignature",
                    "Check the AccessKey secret: it does not belong to the AccessKey id. A proxy that rewrites the Host"
                            + " header has the same effect."),
            new Advice(
                    "Missing(AccessKeyId|Authorization|Signature.*|TimeStamp)|InvalidSignature.*",
                    "A part of the signature was lost or changed on its way: check whether a proxy removes headers"
                            + " (Authorization, x-acs-*), and inventory.endpoints."),
            new Advice(
                    "MissingSecurityToken",
                    "Set the security token too (ALIBABA_CLOUD_SECURITY_TOKEN): the AccessKey is a temporary one."
                            + " 'doctor' shows where it comes from."),
            new Advice(
                    "InvalidSecurityToken.*",
                    "Renew the temporary credentials: their security token has expired or does not belong to the"
                            + " AccessKey id."),
            new Advice(
                    "InvalidBizType.*",
                    "Check inventory.filter.biz-type and biz-type-list: the account is not allowed to use that value."),
            new Advice("InvalidBizRegion.*", "Check inventory.biz-regions: the API does not know one of them."),
            new Advice("InvalidProductType.*", "Check inventory.products: the API does not know one of them."),
            new Advice(
                    "InvalidRegion.*",
                    "Check inventory.regions and inventory.endpoints: this address does not serve the region."),
            new Advice(
                    "InvalidApi.*|InvalidProduct.*|InvalidVersion.*|InvalidAction.*",
                    "Check inventory.endpoints: this address does not serve App Streaming (appstream-center)."),
            new Advice("InvalidProtocol.*", "Use https:// in inventory.endpoints."),
            new Advice("BrokenAnswer|Http(?!408|5)\\d{3}", FOREIGN_ANSWER),
            new Advice("TransportFailed", BUG),
            new Advice(
                    "UnknownHost|ConnectionRefused|ConnectionLost|Timeout|TlsFailed|UntrustedCertificate|Unreachable",
                    UNREACHABLE),
            new Advice(
                    "InvalidCredentials|CredentialsUnreachable",
                    "Check where the account's credentials come from: 'doctor' shows what was tried."),
            new Advice(
                    "(Missing|Invalid).*(?<!Exception)",
                    "Check the inventory.filter key of the parameter that the message names."));

    private final Pattern codes;
    private final String text;

    private Advice(String codes, String text) {
        this(Pattern.compile(codes, Pattern.CASE_INSENSITIVE), text);
    }

    private Advice(Pattern codes, String text) {
        this.codes = codes;
        this.text = text;
    }

    /** Returns advice if only the code is known, as of a stored failure; null if there is none. */
    public static @Nullable String on(String code) {
        var category = ErrorRules.categoryOf(code);
        return category == null ? byCode(code) : on(code, category);
    }

    static String on(String code, ErrorCategory category) {
        var byCode = byCode(code);
        return byCode == null ? general(category) : byCode;
    }

    private static @Nullable String byCode(String code) {
        return BY_CODE.stream()
                .filter(advice -> advice.codes.matcher(code).matches())
                .map(advice -> advice.text)
                .findFirst()
                .orElse(null);
    }

    private static String general(ErrorCategory category) {
        return switch (category) {
            case THROTTLED ->
                "Lower inventory.rate-limit, or raise the account's quota for ListImage in Quota Center. The"
                        + " requests of the account's other programs count too.";
            case TRANSIENT -> "Run again later. If the error persists, give the request id to Alibaba Cloud's support.";
            case DENIED -> "A retry does not help: check the account's credentials and permissions with 'doctor'.";
            case INVALID ->
                "A retry does not help: check inventory.filter, inventory.products and inventory.endpoints.";
            case BROKEN_ANSWER -> FOREIGN_ANSWER;
            case UNREACHABLE -> UNREACHABLE;
        };
    }
}
