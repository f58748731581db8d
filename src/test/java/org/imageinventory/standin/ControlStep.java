package org.imageinventory.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A parsed request to the control endpoint. */
record ControlStep(String method, List<String> path, Parameters parameters, String body) {

    static ControlStep of(ApiRequest request) {
        List<String> path = Arrays.stream(request.path().split("/"))
                .skip(2)
                // A plus sign in a path means itself, not a space.
                .map(part -> PercentEncoding.decode(part.replace("+", "%2B")))
                .toList();
        return new ControlStep(request.method(), path, request.parameters(), new String(request.body(), UTF_8));
    }

    String subject() {
        return path.isEmpty() ? "" : path.get(0);
    }

    /** Returns the method and the path after the subject, with a star for an ID: {@code PUT images/*}. */
    String pattern() {
        return switch (path.size()) {
            case 1 -> method + " " + subject();
            case 2 -> method + " " + subject() + (subject().equals("images") ? "/*" : "/" + path.get(1));
            case 3 -> method + " " + subject() + "/*/" + path.get(2);
            default -> method;
        };
    }

    String id() {
        return path.get(1);
    }

    JsonNode json() {
        return Json.MAPPER.readTree(body);
    }

    @Nullable
    String text(String field) {
        JsonNode value = json().path(field);
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    String required(String field) {
        String value = text(field);
        if (value == null) {
            throw new IllegalArgumentException("The body needs the field " + field);
        }
        return value;
    }

    NoSuchElementException unknown() {
        return new NoSuchElementException("There is no " + method + " /control/" + String.join("/", path));
    }
}
