package org.imageinventory.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.inventory.ImageMatch;
import org.imageinventory.inventory.ShownImage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Images as JSON. The members have the names of columns and tables.
 *
 * @param times how times are written
 */
public record ImageJson(Times times) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /**
     * Returns the document of the images with the requested ID.
     *
     * @param moment the requested time; null for now
     */
    public ObjectNode document(List<ImageMatch> matches, @Nullable Instant moment, Instant now) {
        var document = MAPPER.createObjectNode().put("as_of", times.exact(moment));
        var images = document.putArray("images");
        var absent = document.putArray("absent");
        for (var match : matches) {
            if (match.image() != null) {
                image(images.addObject(), match.image(), now);
            }
            if (match.absence() != null) {
                absent.addObject()
                        .put("account", match.account())
                        .put("region", match.region())
                        .put("image_id", match.imageId())
                        .put("reason", match.absence().reason().name().toLowerCase(Locale.ROOT))
                        .put("at", times.exact(match.absence().at()));
            }
        }
        return document;
    }

    private void image(ObjectNode node, ShownImage image, Instant now) {
        node.put("account", image.account())
                .put("region", image.region())
                .put("image_id", image.imageId())
                .put("revision", image.revision())
                .put("change_kind", image.kind().label())
                .put("first_seen_at", times.exact(image.firstSeenAt()))
                .put("changed_at", times.exact(image.changedAt()))
                .put("not_before", times.exact(image.notBefore()))
                .put("deleted_at", times.exact(image.deletedAt()));
        row(node, image.scalars());
        image.lists().forEach((table, rows) -> list(node.putArray(table), rows));
        node.set("document", DocumentJson.read(image.document()));
        if (image.holders() != null) {
            var holders = node.putArray("holders");
            image.holders().forEach(holder -> holder(holders.addObject(), holder, now));
        }
    }

    /** Adds rows; a row with only one column is added as its value. */
    private void list(ArrayNode node, List<Map<String, @Nullable Object>> rows) {
        for (var row : rows) {
            if (row.size() == 1) {
                node.addPOJO(row.values().iterator().next());
            } else {
                row(node.addObject(), row);
            }
        }
    }

    private void row(ObjectNode node, Map<String, @Nullable Object> columns) {
        columns.forEach(
                (column, value) -> node.putPOJO(column, value instanceof Instant time ? times.exact(time) : value));
    }

    private void holder(ObjectNode node, ShownImage.Holder holder, Instant now) {
        var last = holder.lastCompleteAt();
        node.put("scope", holder.scope().name());
        node.set("filter", MAPPER.readTree(holder.scope().filter()));
        node.put("owner", holder.owner())
                .put("last_complete_at", times.exact(last))
                .put(
                        "age_seconds",
                        last == null ? null : Duration.between(last, now).toSeconds());
    }
}
