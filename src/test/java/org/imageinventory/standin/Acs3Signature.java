package org.imageinventory.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ACS3-HMAC-SHA256. It signs the query, the hash of the body, and the headers that Authorization names. */
record Acs3Signature(
        String accessKeyId,
        @Nullable String securityToken,
        String date,
        String nonce,
        String given,
        String stringToSign)
        implements Signature {

    private static final String ALGORITHM = "ACS3-HMAC-SHA256";
    private static final Pattern AUTHORIZATION =
            Pattern.compile(ALGORITHM + "\\s+Credential=([^,]+),\\s*SignedHeaders=([^,]+),\\s*Signature=(\\S+)");
    private static final List<String> REQUIRED = List.of(
            "host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256");

    static Acs3Signature of(ApiRequest request, String authorization) {
        var parts = AUTHORIZATION.matcher(authorization);
        if (!parts.matches()) {
            throw incomplete("Authorization is not " + ALGORITHM + " Credential=,SignedHeaders=,Signature=");
        }
        List<String> signed = List.of(parts.group(2).toLowerCase(Locale.ROOT).split(";"));
        for (String name : REQUIRED) {
            if (!signed.contains(name) || request.header(name) == null) {
                throw incomplete("The header " + name + " is missing or not signed.");
            }
        }
        String token = request.header("x-acs-security-token");
        if (token != null && !signed.contains("x-acs-security-token")) {
            throw incomplete("The header x-acs-security-token is not signed.");
        }
        String bodyHash = Digests.sha256Hex(request.body());
        if (!Digests.same(bodyHash, required(request, "x-acs-content-sha256"))) {
            throw new Refusal(
                    400, "SignatureDoesNotMatch", "x-acs-content-sha256 is not the hash of the body: " + bodyHash);
        }
        String canonical = String.join(
                "\n",
                request.method(),
                request.path(),
                canonicalQuery(request.query()),
                canonicalHeaders(request, signed),
                String.join(";", signed),
                bodyHash);
        return new Acs3Signature(
                parts.group(1),
                token,
                required(request, "x-acs-date"),
                required(request, "x-acs-signature-nonce"),
                parts.group(3),
                ALGORITHM + "\n" + Digests.sha256Hex(canonical.getBytes(UTF_8)));
    }

    @Override
    public String expected(String secret) {
        return HexFormat.of().formatHex(Digests.hmac("HmacSHA256", secret, stringToSign));
    }

    /** Returns the query in canonical form. Form parameters are not in it, because the body's hash covers them. */
    private static String canonicalQuery(String query) {
        record Pair(String name, String value) {}
        List<Pair> pairs = new ArrayList<>();
        for (String part : query.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            pairs.add(new Pair(
                    PercentEncoding.decode(equals < 0 ? part : part.substring(0, equals)),
                    equals < 0 ? "" : PercentEncoding.decode(part.substring(equals + 1))));
        }
        pairs.sort(Comparator.comparing(Pair::name));
        return String.join(
                "&",
                pairs.stream()
                        .map(pair ->
                                PercentEncoding.canonical(pair.name()) + "=" + PercentEncoding.canonical(pair.value()))
                        .toList());
    }

    /**
     * Returns the headers in canonical form. The last one also ends with a line feed, so an empty line precedes the
     * names.
     */
    private static String canonicalHeaders(ApiRequest request, List<String> signed) {
        var lines = new StringBuilder();
        for (String name : signed) {
            lines.append(name)
                    .append(':')
                    .append(required(request, name).trim())
                    .append('\n');
        }
        return lines.toString();
    }

    private static String required(ApiRequest request, String name) {
        String value = request.header(name);
        if (value == null) {
            throw incomplete("The signed header " + name + " is missing.");
        }
        return value;
    }

    private static Refusal incomplete(String message) {
        return new Refusal(
                400, "IncompleteSignature", "The request signature does not conform to the standards. " + message);
    }
}
