package org.imageinventory.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.imageinventory.inventory.run.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One image, now or at an earlier time, with all that is known of it.
 *
 * @param kind what its revision recorded
 * @param changedAt when its revision was first seen
 * @param notBefore the earlier revision is known to have held until then; null for the first
 * @param deletedAt null while live
 * @param scalars by column, null where the API gave none; times as {@link Instant}
 * @param lists rows by table; a row is its columns by name
 * @param document the element as received, as JSON
 * @param holders the scopes that hold it now; null for an earlier time, of which that is not known
 */
public record ShownImage(
        String account,
        String region,
        String imageId,
        int revision,
        ChangeKind kind,
        Instant firstSeenAt,
        Instant changedAt,
        @Nullable Instant notBefore,
        @Nullable Instant deletedAt,
        Map<String, @Nullable Object> scalars,
        Map<String, List<Map<String, @Nullable Object>>> lists,
        String document,
        @Nullable List<Holder> holders) {

    /**
     * A scope that holds the image.
     *
     * @param owner whether it is the one that writes the image's content
     * @param lastCompleteAt when the scope was last looked at completely; null if never
     */
    public record Holder(Scope scope, boolean owner, @Nullable Instant lastCompleteAt) {}
}
