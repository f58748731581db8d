package org.imageinventory.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.imageinventory.inventory.run.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One image, now or at an earlier time, with all its data.
 *
 * @param kind the kind of its revision
 * @param changedAt when its revision was first seen
 * @param notBefore the image was still in the earlier revision at this time; null for the first
 * @param deletedAt null while live
 * @param scalars values by column, null if the API returned none; times as {@link Instant}
 * @param lists rows by table; each row has its values by column
 * @param document the element as received, as JSON
 * @param holders the scopes that hold it now; null for an earlier time, because they are not known
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
     * @param owner whether this scope writes the image
     * @param lastCompleteAt end of the scope's last complete walk; null if there was none
     */
    public record Holder(Scope scope, boolean owner, @Nullable Instant lastCompleteAt) {}
}
