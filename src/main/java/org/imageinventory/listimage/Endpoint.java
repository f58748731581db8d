package org.imageinventory.listimage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of the API in one region.
 *
 * @param region the endpoint region
 * @param https false only for loopback addresses
 * @param authority host, and port if the address has one
 */
public record Endpoint(String region, boolean https, String authority) {

    /** The regions in the service's own list. */
    private static final Set<String> KNOWN_REGIONS = Set.of("cn-shanghai", "ap-southeast-1");

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[(0{0,4}:){2,7}0{0,3}1]");

    /**
     * Finds a region's endpoint without using the network.
     *
     * @param overrides {@code inventory.endpoints}: {@code https://host[:port]} by region. The case and dashes of a key
     *     do not matter, because environment variables cannot express them
     * @throws IllegalArgumentException if the region is neither known nor overridden, if the address is invalid, or if
     *     it has plain http but is not a loopback address; the message names the configuration key
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
                + String.join(", ", KNOWN_REGIONS.stream().sorted().toList()) + "): correct it, or set its address as "
                + key(region));
    }

    /** Returns {@code https://host[:port]}; with {@code http://} only for loopback addresses. */
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
            // The address is not quoted, because the part before the @ may be a password.
            throw new IllegalArgumentException(key(region) + " contains a user name or password: remove it");
        }
        var uri = uri(region, address);
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        var host = uri.getHost();
        var bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        if (host == null || !bare || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(key(region) + " is '" + address
                    + "': it must be https://host or https://host:port, without a path or query");
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
            // Alibaba's own tools write an endpoint as a host name without a scheme.
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
