package org.imageinventory.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The success response in the documentation of ListImage. */
public final class ExampleAnswer {

    private ExampleAnswer() {}

    /** Returns the only element of its {@code Data}. */
    public static ObjectNode image() {
        try (var file = ExampleAnswer.class.getResourceAsStream("/listimage-example.json")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return (ObjectNode) JsonMapper.shared().readTree(text).path("Data").path(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
