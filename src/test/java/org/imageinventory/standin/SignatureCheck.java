package org.imageinventory.standin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The check that determines the key of a request, or refuses the request. */
final class SignatureCheck {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Nonces nonces;

    SignatureCheck(Clock clock) {
        this.clock = clock;
        this.nonces = new Nonces(WINDOW.multipliedBy(2));
    }

    void register(AccessKey key) {
        keys.put(key.id(), key);
    }

    AccessKey accept(ApiRequest request) {
        String authorization = request.header("authorization");
        if (authorization != null) {
            return accept(Acs3Signature.of(request, authorization));
        }
        if (request.parameters().text("Signature") != null) {
            return accept(HmacSha1Signature.of(request));
        }
        throw new Refusal(400, "MissingAuthorization", "The request carries no signature.");
    }

    private AccessKey accept(Signature signature) {
        Instant now = clock.instant();
        checkTime(signature.date(), now);
        AccessKey key = keys.get(signature.accessKeyId());
        if (key == null) {
            throw new Refusal(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
        }
        if (!Digests.same(signature.expected(key.secret()), signature.given())) {
            throw new Refusal(
                    400,
                    "SignatureDoesNotMatch",
                    "Specified signature is not matched with our calculation. server string to sign is:"
                            + signature.stringToSign());
        }
        checkToken(key, signature.securityToken());
        if (!nonces.use(key.id() + ' ' + signature.nonce(), now)) {
            throw new Refusal(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
        }
        return key;
    }

    private static void checkTime(String date, Instant now) {
        Instant signed;
        try {
            signed = Instant.parse(date);
        } catch (DateTimeParseException malformed) {
            throw new Refusal(
                    400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
        }
        if (Duration.between(signed, now).abs().compareTo(WINDOW) > 0) {
            throw new Refusal(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
        }
    }

    private static void checkToken(AccessKey key, @Nullable String given) {
        String expected = key.securityToken();
        if (given == null) {
            if (expected != null) {
                throw new Refusal(400, "MissingSecurityToken", "SecurityToken is mandatory for this action.");
            }
        } else if (expected == null || !Digests.same(expected, given)) {
            throw new Refusal(
                    400,
                    "InvalidSecurityToken.MismatchWithAccessKey",
                    "The SecurityToken does not match the specified AccessKeyId.");
        }
    }
}
