package org.imageinventory.telemetry;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where something is sent by HTTP.
 *
 * @param url http or https, without credentials; null: nothing is sent
 * @param headers sent along, such as {@code Authorization}; their values are secrets
 */
public record Receiver(@Nullable String url, @DefaultValue Map<String, String> headers) {

    public Receiver {
        if (url != null && !isHttp(url)) {
            // Not quoted: it may hold a password.
            throw new IllegalArgumentException(
                    "url must be http://host or https://host, with a port and a path if need be; a password goes into headers");
        }
        headers = Map.copyOf(headers);
    }

    private static boolean isHttp(String url) {
        try {
            var uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && url.indexOf('@') < 0; // anywhere: a password may hold what ends an authority
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isSet() {
        return url != null;
    }

    /** Only where it {@link #isSet}. */
    String address() {
        return Objects.requireNonNull(url);
    }

    /** Without the headers' values. */
    @Override
    public String toString() {
        return "Receiver[" + url + ", headers " + headers.keySet() + "]";
    }
}
