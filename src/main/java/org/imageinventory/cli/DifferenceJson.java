package org.imageinventory.cli;

import java.io.PrintStream;
import org.imageinventory.inventory.Difference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Differences as one JSON document, written while they are met. */
final class DifferenceJson implements DifferenceReport {

    private final PrintStream out;
    private final JsonGenerator json;
    private long differences;

    DifferenceJson(PrintStream out) {
        this.out = out;
        this.json = JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                // What was not concluded is to be seen as such.
                .without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .createGenerator(out);
        json.writeStartObject();
        json.writeName("differences");
        json.writeStartArray();
    }

    @Override
    public void accept(Difference difference) {
        differences++;
        json.writeStartObject();
        json.writeName("image_key");
        json.writeNumber(difference.imageKey());
        text("image", difference.image());
        text("table", difference.table());
        text("place", difference.place());
        text("expected", difference.expected());
        text("found", difference.found());
        json.writeEndObject();
    }

    private void text(String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    @Override
    public long conclude(long images) {
        json.writeEndArray();
        json.writeName("images_compared");
        json.writeNumber(images);
        json.writeName("difference_count");
        json.writeNumber(differences);
        json.writeName("ok");
        json.writeBoolean(differences == 0);
        json.writeEndObject();
        return differences;
    }

    @Override
    public void close() {
        json.close();
        out.println();
    }
}
