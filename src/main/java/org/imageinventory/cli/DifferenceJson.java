package org.imageinventory.cli;

import org.imageinventory.inventory.Difference;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Differences as one JSON document, written while they are found. */
final class DifferenceJson implements DifferenceReport {

    private final ResultDocument document;
    private long differences;

    DifferenceJson(ResultDocument document) {
        this.document = document;
        document.write(json -> {
            json.writeName("differences");
            json.writeStartArray();
        });
    }

    @Override
    public void accept(Difference difference) {
        document.write(json -> {
            json.writeStartObject();
            json.writeName("image_key");
            json.writeNumber(difference.imageKey());
            text(json, "image", difference.image());
            text(json, "table", difference.table());
            text(json, "place", difference.place());
            text(json, "expected", difference.expected());
            text(json, "found", difference.found());
            json.writeEndObject();
        });
        differences++;
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        json.writeName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    @Override
    public long conclude(long images) {
        document.end(json -> {
            json.writeEndArray();
            json.writeName("images_compared");
            json.writeNumber(images);
            json.writeName("difference_count");
            json.writeNumber(differences);
            json.writeName("ok");
            json.writeBoolean(differences == 0);
            json.writeName("complete");
            json.writeBoolean(true);
        });
        return differences;
    }
}
