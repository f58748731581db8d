package org.imageinventory.image;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A conversion of ListImage's {@code Data[]} to images that loses nothing. Safe for use by several threads. */
public final class Normalizer {

    private final ZoneId zone;

    /**
     * Makes a normalizer.
     *
     * @param zone the time zone of the API's times, which have no offset
     */
    public Normalizer(ZoneId zone) {
        this.zone = zone;
    }

    /** Converts an element. Never throws, whatever the API sent: unusable values are in the anomalies. */
    public Normalized normalize(JsonNode received) {
        var anomalies = new ArrayList<Anomaly>();
        var element = new Scrub(anomalies).scrub(received, "");
        if (!(element instanceof ObjectNode document)) {
            return unusable("Data[]", element, new ArrayList<>()); // listed once, as a whole
        }
        var imageId = imageId(document);
        return imageId == null
                ? unusable("ImageId", element, anomalies)
                : new Normalized(new ImageReading(imageId, zone, anomalies).read(document), anomalies);
    }

    /** Returns the element's {@code ImageId}; null exactly if {@link #normalize} returns no image. */
    public @Nullable String imageId(ReceivedElement element) {
        return element.imageId() == null ? imageId(element.json()) : element.imageId();
    }

    private @Nullable String imageId(JsonNode received) {
        var clean = new Scrub(new ArrayList<>()).scrub(received.path("ImageId"), "");
        return ValueType.TEXT.read(clean, zone) instanceof String id && !id.isEmpty() && id.length() <= Image.LONGEST_ID
                ? id
                : null;
    }

    private static Normalized unusable(String field, JsonNode element, List<Anomaly> anomalies) {
        anomalies.add(new Anomaly(field, Anomaly.Type.MALFORMED, DocumentJson.write(element)));
        return new Normalized(null, anomalies);
    }
}
