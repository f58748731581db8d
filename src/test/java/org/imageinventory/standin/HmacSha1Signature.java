package org.imageinventory.standin;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The older HMAC-SHA1. It signs all parameters of query and body, including those that describe the signature itself.
 */
record HmacSha1Signature(
        String accessKeyId,
        @Nullable String securityToken,
        String date,
        String nonce,
        String given,
        String stringToSign)
        implements Signature {

    static HmacSha1Signature of(ApiRequest request) {
        Parameters parameters = request.parameters();
        if (!parameters.text("SignatureMethod", "").equals("HMAC-SHA1")
                || !parameters.text("SignatureVersion", "").equals("1.0")) {
            throw incomplete("SignatureMethod must be HMAC-SHA1 and SignatureVersion 1.0.");
        }
        List<String> pairs = parameters.values().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("Signature"))
                .map(entry ->
                        PercentEncoding.canonical(entry.getKey()) + "=" + PercentEncoding.canonical(entry.getValue()))
                .toList();
        return new HmacSha1Signature(
                required(parameters, "AccessKeyId"),
                parameters.text("SecurityToken"),
                required(parameters, "Timestamp"),
                required(parameters, "SignatureNonce"),
                required(parameters, "Signature"),
                request.method() + "&" + PercentEncoding.canonical("/") + "&"
                        + PercentEncoding.canonical(String.join("&", pairs)));
    }

    @Override
    public String expected(String secret) {
        return Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA1", secret + "&", stringToSign));
    }

    private static String required(Parameters parameters, String name) {
        String value = parameters.text(name);
        if (value == null) {
            throw incomplete("The parameter " + name + " is missing.");
        }
        return value;
    }

    private static Refusal incomplete(String message) {
        return new Refusal(
                400, "IncompleteSignature", "The request signature does not conform to the standards. " + message);
    }
}
