package org.imageinventory.standin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A request target with the older signature, completely in the query, for tests of bytes and sockets. */
final class SignedTarget {

    private SignedTarget() {}

    static String list(Map<String, String> parameters) {
        return list(parameters, UUID.randomUUID().toString(), Instant.now());
    }

    static String list(Map<String, String> parameters, String nonce, Instant at) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("Action", "ListImage");
        all.put("Version", AppStreaming.VERSION);
        all.put("Format", "json");
        all.put("AccessKeyId", "test-id");
        all.put("SignatureMethod", "HMAC-SHA1");
        all.put("SignatureVersion", "1.0");
        all.put("SignatureNonce", nonce);
        all.put("Timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
        String query = all.entrySet().stream()
                .map(entry ->
                        PercentEncoding.canonical(entry.getKey()) + "=" + PercentEncoding.canonical(entry.getValue()))
                .collect(Collectors.joining("&"));
        String signed = "GET&%2F&" + PercentEncoding.canonical(query);
        String signature = Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA1", "test-secret&", signed));
        return "/?" + query + "&Signature=" + PercentEncoding.canonical(signature);
    }
}
