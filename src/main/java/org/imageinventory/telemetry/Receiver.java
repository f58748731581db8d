package org.imageinventory.telemetry;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A receiver of metrics or traces by HTTP.
 *
 * @param url http or https, without credentials; null if nothing is sent
 * @param headers sent with each request, such as {@code Authorization}; their values are secrets
 */
public record Receiver(@Nullable String url, @DefaultValue Map<String, String> headers) {

    public Receiver {
        if (url != null && !isHttp(url)) {
            // Not quoted, because it may contain a password.
            throw new IllegalArgumentException("url must be http://host or https://host, optionally with port and path;"
                    + " put a password into headers");
        }
        headers = Map.copyOf(headers);
    }

    private static boolean isHttp(String url) {
        try {
            var uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && url.indexOf('@') < 0; // anywhere: a password may contain '/', '?' or '#'
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isSet() {
        return url != null;
    }

    /** Returns the URL. Call this only if it {@link #isSet}. */
    String address() {
        return Objects.requireNonNull(url);
    }

    /** Returns a text without the headers' values. */
    @Override
    public String toString() {
        return "Receiver[" + url + ", headers " + headers.keySet() + "]";
    }
}
