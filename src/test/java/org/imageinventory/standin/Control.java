package org.imageinventory.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The unsigned endpoint under /control. With it, callers on the same machine change the stand-in from outside its
 * process.
 */
final class Control {

    private static final Map<String, String> INDEX = index();

    private final StandIn api;
    private final ControlledImages images;
    private final ControlledFaults faults;
    private final ControlledServer server;

    Control(StandIn api) {
        this.api = api;
        this.images = new ControlledImages(api);
        this.faults = new ControlledFaults(api);
        this.server = new ControlledServer(api);
    }

    static boolean isMeant(@Nullable String path) {
        return path != null && (path.equals("/control") || path.startsWith("/control/"));
    }

    Answer answer(ApiRequest request) {
        if (!request.local()) {
            return error(403, "The control endpoint is for callers on its own machine.");
        }
        try {
            var step = ControlStep.of(request);
            Object result =
                    switch (step.subject()) {
                        case "" -> INDEX;
                        case "images" -> images.answer(step);
                        case "changes" -> images.change(step);
                        case "faults" -> faults.answer(step);
                        case "requests", "settings", "keys" -> server.answer(step);
                        default -> throw step.unknown();
                    };
            return result instanceof Answer answer ? answer : Answer.json(200, result);
        } catch (NoSuchElementException unknown) {
            return error(404, String.valueOf(unknown.getMessage()));
        } catch (IllegalArgumentException | JacksonException | Refusal invalid) {
            return error(400, String.valueOf(invalid.getMessage()));
        }
    }

    private Answer error(int status, String message) {
        return Answer.json(status, Map.of("error", message, "see", api.endpoint() + "/control"));
    }

    private static Map<String, String> index() {
        var index = new LinkedHashMap<String, String>();
        index.put("GET /control/images", "ids; ?account=, ?offset=&limit=, and any ListImage filter");
        index.put("POST /control/images", "adds the body as an image; ?first=true at the list's beginning");
        index.put("GET|PUT|PATCH|DELETE /control/images/{id}", "shows, replaces, patches, deletes an image");
        index.put("POST /control/images/{id}/restore", "restores a deleted image");
        index.put("PUT /control/images/{id}/products", "sets the products that it supports in addition to its own");
        index.put("POST /control/changes", "makes one of these changes after some more ListImage requests");
        index.put("GET|POST|DELETE /control/faults", "shows, sets, clears faults");
        index.put("POST /control/faults/release", "responds to the requests that hang");
        index.put("GET|DELETE /control/requests", "the ListImage requests so far; ?from=number");
        index.put("POST /control/settings", "latency, jitter, rateLimit, maximumPageSize, clockSkew");
        index.put("POST /control/keys", "registers another access key");
        return index;
    }

    static List<String> urls() {
        return List.copyOf(INDEX.keySet());
    }
}
