package org.imageinventory.listimage;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Advice on an error code of the API or of this program. */
public final class Advice {

    static final String FOREIGN_ANSWER =
            "The response may not come from the API, but from a proxy or a login page: check the network between here"
                    + " and the endpoint, and inventory.endpoints.";

    private static final String UNREACHABLE =
            "Check the network between here and the endpoint, and inventory.endpoints.";

    private static final List<Advice> BY_CODE = List.of(
            new Advice(
                    "InvalidTimeStamp.*",
                    "Set this machine's clock by NTP: the API refuses requests if it is more than 15 minutes off."),
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
                    "InvalidSecurityToken.*",
                    "Renew the temporary credentials: their security token has expired or does not belong to the"
                            + " AccessKey id."),
            new Advice(
                    "InvalidBizType.*",
                    "Check inventory.filter.biz-type and biz-type-list: the account is not allowed to use that value."),
            new Advice(
                    "InvalidApi.*|InvalidProduct.*|InvalidVersion.*|InvalidAction.*",
                    "Check inventory.endpoints: this address does not serve App Streaming (appstream-center)."),
            new Advice("InvalidProtocol.*", "Use https:// in inventory.endpoints."),
            new Advice(
                    ErrorRules.THROTTLED,
                    "Lower inventory.rate-limit, or raise the account's quota for ListImage in Quota Center. The"
                            + " requests of the account's other programs count too."),
            new Advice("BrokenAnswer", FOREIGN_ANSWER),
            new Advice(
                    "UnknownHost|ConnectionRefused|ConnectionLost|Timeout|TlsFailed|UntrustedCertificate|Unreachable",
                    UNREACHABLE),
            new Advice(
                    "InvalidCredentials|CredentialsUnreachable",
                    "Check where the account's credentials come from: 'doctor' shows what was tried."),
            new Advice(
                    "Missing.*|Invalid.*", "Check the inventory.filter key of the parameter that the message names."));

    private final Pattern codes;
    private final String text;

    private Advice(String codes, String text) {
        this(Pattern.compile(codes), text);
    }

    private Advice(Pattern codes, String text) {
        this.codes = codes;
        this.text = text;
    }

    /** Returns advice for a code, whatever its category; null if there is none for this code. */
    public static @Nullable String on(String code) {
        return BY_CODE.stream()
                .filter(advice -> advice.codes.matcher(code).matches())
                .map(advice -> advice.text)
                .findFirst()
                .orElse(null);
    }

    static String on(String code, ErrorCategory category) {
        var byCode = on(code);
        return byCode == null ? general(category) : byCode;
    }

    private static String general(ErrorCategory category) {
        return switch (category) {
            case THROTTLED -> "Lower inventory.rate-limit.";
            case TRANSIENT -> "Run again later. If the error persists, give the request id to Alibaba Cloud's support.";
            case DENIED -> "Check the account's credentials and permissions with 'doctor'.";
            case INVALID -> "Check inventory.filter, inventory.products and inventory.endpoints.";
            case BROKEN_ANSWER -> FOREIGN_ANSWER;
            case UNREACHABLE -> UNREACHABLE;
        };
    }
}
