package org.imageinventory.standin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** Control of the server's own settings, keys and request log from outside. */
final class ControlledServer {

    private final StandIn api;

    ControlledServer(StandIn api) {
        this.api = api;
    }

    Object answer(ControlStep step) {
        return switch (step.pattern()) {
            case "GET requests" -> requests(Long.parseLong(step.parameters().text("from", "0")));
            case "DELETE requests" -> {
                api.forgetRequests();
                yield Map.of("done", true);
            }
            case "POST settings" -> settings(step);
            case "POST keys" -> key(step);
            default -> throw step.unknown();
        };
    }

    private List<Map<String, @Nullable Object>> requests(long from) {
        return api.requests().stream()
                .filter(request -> request.number() >= from)
                .map(ControlledServer::shown)
                .toList();
    }

    private static Map<String, @Nullable Object> shown(RecordedRequest request) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("number", request.number());
        fields.put("at", request.at().toString());
        fields.put("nanos", request.nanos());
        fields.put("account", request.account());
        fields.put("product", request.product());
        fields.put("page", request.page());
        fields.put("pageSize", request.pageSize());
        fields.put("status", request.status());
        fields.put("code", request.code());
        fields.put("images", request.images());
        fields.put("faults", request.faults());
        fields.put("requestId", request.requestId());
        fields.put("query", placed(request, Origin.QUERY));
        fields.put("body", placed(request, Origin.BODY));
        return fields;
    }

    private static Map<String, String> placed(RecordedRequest request, Origin origin) {
        Map<String, String> placed = new TreeMap<>(request.parameters());
        placed.keySet().removeIf(name -> request.origins().get(name) != origin);
        return placed;
    }

    private Map<String, Boolean> settings(ControlStep step) {
        String latency = step.text("latency");
        if (latency != null) {
            String jitter = step.text("jitter");
            api.latency(duration(latency), jitter == null ? Duration.ZERO : duration(jitter));
        }
        String rate = step.text("rateLimit");
        if (rate != null) {
            api.rateLimit(Integer.parseInt(rate));
        }
        String size = step.text("maximumPageSize");
        if (size != null) {
            api.maximumPageSize(Integer.parseInt(size));
        }
        String skew = step.text("clockSkew");
        if (skew != null) {
            api.clockSkew(duration(skew));
        }
        return Map.of("done", true);
    }

    private Map<String, Boolean> key(ControlStep step) {
        String account = step.text("account");
        String uid = step.text("uid");
        api.register(new AccessKey(
                step.required("id"),
                step.required("secret"),
                step.text("securityToken"),
                account == null ? AccessKey.DEFAULT_ACCOUNT : account,
                uid == null ? AccessKey.DEFAULT_UID : Long.parseLong(uid),
                step.json().path("denied").asBoolean(false)));
        return Map.of("done", true);
    }

    private static Duration duration(String text) {
        return DurationStyle.detectAndParse(text);
    }
}
