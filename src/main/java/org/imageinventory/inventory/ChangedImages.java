package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
import org.imageinventory.inventory.run.WalkPass;

/** Writes images whose content differs from the stored one, or which are marked as deleted and were seen again. */
final class ChangedImages {

    private final Normalizer normalizer;
    private final ImageComparison comparison;
    private final List<ImageChange> changes = new ArrayList<>();
    private final List<ImageState> states = new ArrayList<>();
    private final List<Revision> revisions = new ArrayList<>();
    private final EnumMap<ListField, Map<Long, Image>> lists = new EnumMap<>(ListField.class);

    private ChangedImages(Normalizer normalizer, ImageComparison comparison) {
        this.normalizer = normalizer;
        this.comparison = comparison;
    }

    /**
     * The result of a chunk's changed images.
     *
     * @param changes of the images that got, or would get, a revision
     * @param doubted keys of images that the scope saw in another state and may not write
     * @param anomalies of the written images
     */
    record Result(List<ImageChange> changes, List<Long> doubted, List<Anomaly> anomalies) {}

    /**
     * Compares each image with its newest document and, unless the run is a dry run, writes what differs.
     *
     * @param seenByKey what the walk saw, by image key
     */
    static Result write(
            Connection connection,
            WalkPass walk,
            Map<Long, SeenImage> seenByKey,
            Normalizer normalizer,
            ImageComparison comparison)
            throws SQLException {
        if (seenByKey.isEmpty()) {
            return new Result(List.of(), List.of(), List.of());
        }
        var rewrite = new ChangedImages(normalizer, comparison);
        var doubted = new ArrayList<Long>();
        var anomalies = new ArrayList<Anomaly>();
        for (var known : KnownImages.lock(connection, walk, seenByKey.keySet()).values()) {
            var seen = Objects.requireNonNull(seenByKey.get(known.imageKey()));
            if (mayWrite(walk, known)) {
                rewrite.add(known, seen);
                anomalies.addAll(seen.content().anomalies());
            } else if (!seen.content().fingerprint().equals(known.fingerprint())) {
                doubted.add(known.imageKey());
            }
        }
        if (!walk.dryRun()) {
            rewrite.execute(connection, walk);
        }
        return new Result(rewrite.changes, doubted, anomalies);
    }

    /**
     * An image's owner writes it. Another scope that holds it writes it, and becomes its owner, if the owner is not part
     * of this run, or is behind: the tables must not keep an old state because the owner fails.
     */
    private static boolean mayWrite(WalkPass walk, KnownImage image) {
        return image.ownerScopeKey() == walk.scopeKey()
                || image.deleted()
                || image.ownerBehind()
                || !walk.scopesOfRun().contains(image.ownerScopeKey());
    }

    private void add(KnownImage known, SeenImage seen) {
        var image = seen.content().image();
        var fingerprint = seen.content().fingerprint();
        var old = Objects.requireNonNull(
                normalizer.normalize(DocumentJson.read(known.document())).image());
        var differences = comparison.differences(old, image);
        // Without a difference, a volatile field has changed, or a setting that the fingerprint depends on.
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
                    known.imageKey(), known.revision(), known.changedAt(), fingerprint, seen.textFingerprint(), image));
        }
        // Volatile fields may be newer in the tables than in the document, so it does not show what the tables hold.
        var tablesAreAhead = !Objects.equals(known.fingerprint().volatileState(), fingerprint.volatileState())
                || differences.isEmpty();
        for (var field : ListField.values()) {
            if (tablesAreAhead || !old.list(field).equals(image.list(field))) {
                lists.computeIfAbsent(field, key -> new LinkedHashMap<>()).put(known.imageKey(), image);
            }
        }
    }

    private void execute(Connection connection, WalkPass walk) throws SQLException {
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
