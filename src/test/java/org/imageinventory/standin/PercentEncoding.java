package org.imageinventory.standin;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The two encodings of a parameter: form encoding when sent, and RFC 3986 when signed. */
final class PercentEncoding {

    private PercentEncoding() {}

    static String decode(String sent) {
        try {
            return URLDecoder.decode(sent, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(400, "InvalidParameter", "A parameter is not percent-encoded: " + sent);
        }
    }

    static String canonical(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
