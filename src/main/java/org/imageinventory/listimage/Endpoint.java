package org.imageinventory.listimage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a region's API is asked.
 *
 * @param region the endpoint region
 * @param https false only for loopback addresses
 * @param authority host, and port if not the scheme's own
 */
public record Endpoint(String region, boolean https, String authority) {

    /** The regions the service itself lists. */
    private static final Set<String> KNOWN_REGIONS = Set.of("cn-shanghai", "ap-southeast-1");

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[(0{0,4}:){2,7}0{0,3}1]");

    /**
     * Finds a region's endpoint without contacting anything.
     *
     * @param overrides {@code inventory.endpoints}: {@code https://host[:port]} by region; keys match without regard
     *     to case and dashes, as environment variables cannot hold those
     * @throws IllegalArgumentException for a region that is neither known nor overridden, an address that is none, and
     *     plain http to anything but a loopback address; the message names the configuration key
     */
    public static Endpoint resolve(String region, Map<String, String> overrides) {
        var override = override(region, overrides);
        if (override != null) {
            return parse(region, override);
        }
        if (KNOWN_REGIONS.contains(region)) {
            return new Endpoint(region, true, "appstream-center." + region + ".aliyuncs.com");
        }
        throw new IllegalArgumentException("inventory.regions has '" + region
                + "', which has no known App Streaming endpoint (known: "
                + String.join(", ", KNOWN_REGIONS.stream().sorted().toList()) + "): correct it, or give its address as "
                + key(region));
    }

    /** {@code https://host[:port]}. */
    public String url() {
        return (https ? "https://" : "http://") + authority;
    }

    private static @Nullable String override(String region, Map<String, String> overrides) {
        var exact = overrides.get(region);
        if (exact != null) {
            return exact;
        }
        var plain = plain(region);
        return overrides.entrySet().stream()
                .filter(entry -> plain(entry.getKey()).equals(plain))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Endpoint parse(String region, String address) {
        if (address.indexOf('@') >= 0) {
            // Not quoted: what stands before it may be a password, whatever a parser makes of the rest.
            throw new IllegalArgumentException(
                    key(region) + " holds a user name or password: credentials do not belong there, take them out");
        }
        var uri = uri(region, address);
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var host = uri.getHost();
        var bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        if (host == null || !bare || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(key(region) + " is '" + address
                    + "': it must be https://host or https://host:port, with nothing behind");
        }
        if (scheme.equals("http")
                && !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException(key(region) + " is '" + address
                    + "': plain http is allowed for loopback addresses only, use https");
        }
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException(key(region) + " is '" + address + "': use https://");
        }
        return new Endpoint(region, scheme.equals("https"), uri.getPort() < 0 ? host : host + ":" + uri.getPort());
    }

    private static URI uri(String region, String address) {
        try {
            // A bare host name is how Alibaba's own tools write an endpoint.
            return new URI(address.contains("://") ? address.strip() : "https://" + address.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    key(region) + " is '" + address + "', which is not an address like https://host: " + e.getReason());
        }
    }

    private static String key(String region) {
        return "inventory.endpoints." + region;
    }
}
