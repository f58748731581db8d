package org.imageinventory.job;

import static org.imageinventory.job.SettingCheck.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which URL serves which region. */
final class Endpoints {

    static final List<String> KNOWN_REGIONS = List.of("cn-shanghai", "ap-southeast-1");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern NOT_UNIFORM = Pattern.compile("[^\\p{Alnum}]");

    private Endpoints() {}

    static URI of(String region, Map<String, String> endpoints) {
        var override = endpoints.get(region);
        return URI.create(override == null ? "https://appstream-center." + region + ".aliyuncs.com" : override);
    }

    /**
     * The overrides under the names that the regions have. An environment variable knows neither case nor hyphens:
     * {@code INVENTORY_ENDPOINTS_CN_SHANGHAI} arrives as {@code cn.shanghai}.
     */
    static Map<String, String> byRegion(Map<String, String> endpoints, List<String> regions) {
        var named = new LinkedHashMap<String, String>();
        endpoints.forEach((key, url) -> {
            var name = regions.stream()
                    .filter(region -> uniform(region).equals(uniform(key)))
                    .findFirst();
            named.put(name.orElse(key), url);
        });
        return Map.copyOf(named);
    }

    static void check(String region, String url) {
        var key = "inventory.endpoints." + region;
        var uri = parse(key, url);
        // Not printed: what stands there may be a password.
        require(uri.getRawUserInfo() == null, key + " must not carry a user or password");
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        var host = uri.getHost();
        require(
                (scheme.equals("https") || scheme.equals("http"))
                        && host != null
                        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null,
                key
                        + " must be a URL of scheme and host such as https://appstream-center.cn-shanghai.aliyuncs.com, not '"
                        + url + "'");
        require(
                scheme.equals("https") || LOOPBACK.matcher(String.valueOf(host)).matches(),
                key + " must use https, not '" + url
                        + "': plain http is for loopback addresses only (localhost, 127.0.0.0/8, [::1])");
    }

    private static URI parse(String key, String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Neither the text nor the cause, which quotes it: what is wrong may be a password.
            throw new IllegalArgumentException(key + " must be a URL: " + e.getReason());
        }
    }

    private static String uniform(String name) {
        return NOT_UNIFORM.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
