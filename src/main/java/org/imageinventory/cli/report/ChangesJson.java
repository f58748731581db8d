package org.imageinventory.cli.report;

import java.util.List;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.inventory.RecordedChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The audit trail as JSON. The members have the names of columns.
 *
 * @param times how times are written
 */
public record ChangesJson(Times times) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    public ObjectNode document(List<RecordedChange> changes, int limit) {
        var document = MAPPER.createObjectNode();
        var list = document.putArray("changes");
        for (var change : changes) {
            var node = list.addObject()
                    .put("not_before", times.exact(change.notBefore()))
                    .put("valid_from", times.exact(change.validFrom()))
                    .put("account", change.account())
                    .put("region", change.region())
                    .put("image_id", change.imageId())
                    .put("image_name", change.imageName())
                    .put("revision", change.revision())
                    .put("change_kind", change.kind().label())
                    .put("field", change.field());
            node.set("old_value", value(change.oldValue()));
            node.set("new_value", value(change.newValue()));
            node.put("run_id", change.runId());
        }
        return document.put("limit", limit).put("limit_reached", changes.size() == limit);
    }

    private static JsonNode value(@Nullable String json) {
        return json == null ? MAPPER.nullNode() : DocumentJson.read(json);
    }
}
