package org.imageinventory.inventory;

import java.util.List;

/** Rows to append to the history: revisions with their documents, and the changes of each revision. */
final class History {

    private History() {}

    static List<BinaryCopy.Into> append(long runId, List<Revision> revisions) {
        if (revisions.isEmpty()) {
            return List.of();
        }
        return revisions.stream().allMatch(revision -> revision.changes().isEmpty())
                ? List.of(revisions(runId, revisions))
                : List.of(revisions(runId, revisions), changes(runId, revisions));
    }

    private static BinaryCopy.Into revisions(long runId, List<Revision> revisions) {
        return new BinaryCopy.Into(
                "inventory.image_revision (image_key, revision, change_kind, valid_from, not_before, run_id, document)",
                copy -> {
                    for (var revision : revisions) {
                        copy.row(7)
                                .int8(revision.imageKey())
                                .int4(revision.revision())
                                .text(revision.kind().label())
                                .timestamp(revision.validFrom())
                                .timestamp(revision.notBefore())
                                .int8(runId)
                                .jsonb(revision.document());
                    }
                });
    }

    private static BinaryCopy.Into changes(long runId, List<Revision> revisions) {
        return new BinaryCopy.Into(
                "inventory.image_change"
                        + " (image_key, revision, position, changed_at, run_id, field, old_value, new_value)",
                copy -> {
                    for (var revision : revisions) {
                        var position = 0;
                        for (var change : revision.changes()) {
                            copy.row(8)
                                    .int8(revision.imageKey())
                                    .int4(revision.revision())
                                    .int4(++position)
                                    .timestamp(revision.validFrom())
                                    .int8(runId)
                                    .text(change.field())
                                    .jsonb(change.oldValue())
                                    .jsonb(change.newValue());
                        }
                    }
                });
    }
}
