package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.imageinventory.image.Anomaly;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.Image;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.ListField;
import org.imageinventory.image.Normalizer;
import org.imageinventory.inventory.KnownImages.KnownImage;
import org.imageinventory.inventory.Observation.Seen;
import org.imageinventory.inventory.run.WalkPass;
import org.springframework.stereotype.Component;

/** Writes images that do not say what is known of them, or which were gone and are back. */
@Component
final class ChangedImages {

    private final Normalizer normalizer;
    private final ImageComparison sameness;

    ChangedImages(Normalizer normalizer, ImageComparison sameness) {
        this.normalizer = normalizer;
        this.sameness = sameness;
    }

    /**
     * What was done with a chunk's changed images.
     *
     * @param changes of the images that got, or would get, a revision
     * @param doubted keys of images that the scope saw in another state and may not write
     */
    record Result(List<ImageChange> changes, List<Long> doubted) {}

    /**
     * Compares each image with its newest document and, unless the run is a dry run, writes what differs.
     *
     * @param seenByKey what the walk saw, by image key
     * @param anomalies where the written images' anomalies go
     */
    Result write(Connection connection, WalkPass walk, Map<Long, Seen> seenByKey, Collection<Anomaly> anomalies)
            throws SQLException {
        if (seenByKey.isEmpty()) {
            return new Result(List.of(), List.of());
        }
        var rewrite = new Rewrite();
        var doubted = new ArrayList<Long>();
        for (var known : KnownImages.lock(connection, walk, seenByKey.keySet()).values()) {
            var imageKey = known.imageKey();
            var seen = Objects.requireNonNull(seenByKey.get(imageKey));
            if (mayWrite(walk, known)) {
                rewrite.add(known, seen);
                anomalies.addAll(seen.content().anomalies());
            } else if (!seen.content().fingerprint().equals(known.fingerprint())) {
                doubted.add(imageKey);
            }
        }
        if (!walk.dryRun()) {
            rewrite.execute(connection, walk);
        }
        return new Result(rewrite.changes, doubted);
    }

    /**
     * An image's owner writes it. Another scope that holds it does so if the owner is not walked in this run, or is
     * behind: a failing owner must not keep the tables from a state that was seen. It then is the owner.
     */
    private static boolean mayWrite(WalkPass walk, KnownImage image) {
        return image.ownerScopeKey() == walk.scopeKey()
                || image.deleted()
                || image.ownerBehind()
                || !walk.scopesOfRun().contains(image.ownerScopeKey());
    }

    /** What is to be rewritten for a chunk's changed images. */
    private final class Rewrite {

        private final List<ImageChange> changes = new ArrayList<>();
        private final List<ImageState> states = new ArrayList<>();
        private final List<Revision> revisions = new ArrayList<>();
        private final EnumMap<ListField, Map<Long, Image>> lists = new EnumMap<>(ListField.class);

        void add(KnownImage known, Seen seen) {
            var image = seen.content().image();
            var fingerprint = seen.content().fingerprint();
            var old = Objects.requireNonNull(
                    normalizer.normalize(DocumentJson.read(known.document())).image());
            var differences = sameness.differences(old, image);
            // Another fingerprint without a difference: a volatile field moved, or the settings that it depends on.
            if (known.deleted() || !differences.isEmpty()) {
                var kind = known.deleted() ? ChangeKind.RESTORED : ChangeKind.UPDATED;
                var revision =
                        Revision.after(known, kind, seen.seenAt(), DocumentJson.write(image.document()), differences);
                revisions.add(revision);
                changes.add(new ImageChange(image.imageId(), kind, differences));
                states.add(new ImageState(
                        known.imageKey(),
                        revision.revision(),
                        revision.validFrom(),
                        fingerprint,
                        seen.textFingerprint(),
                        image));
            } else {
                states.add(new ImageState(
                        known.imageKey(),
                        known.revision(),
                        known.changedAt(),
                        fingerprint,
                        seen.textFingerprint(),
                        image));
            }
            // The tables may be ahead of the document in volatile fields only; then it says nothing about them.
            var tablesAreAhead = !Objects.equals(known.fingerprint().volatileState(), fingerprint.volatileState())
                    || differences.isEmpty();
            for (var field : ListField.values()) {
                if (tablesAreAhead || !old.list(field).equals(image.list(field))) {
                    lists.computeIfAbsent(field, key -> new LinkedHashMap<>()).put(known.imageKey(), image);
                }
            }
        }

        void execute(Connection connection, WalkPass walk) throws SQLException {
            if (states.isEmpty()) {
                return;
            }
            ImageRows.update(connection, walk, states);
            var copies = new ArrayList<BinaryCopy.Into>();
            for (var list : lists.entrySet()) {
                ListRows.delete(connection, list.getKey(), list.getValue().keySet());
                copies.add(ListRows.insert(list.getKey(), list.getValue()));
            }
            copies.addAll(History.append(walk.runId(), revisions));
            BinaryCopy.run(connection, copies);
        }
    }
}
