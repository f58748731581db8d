package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.imageinventory.image.Anomaly;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.Normalizer;
import org.imageinventory.inventory.UnchangedImages.Other;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkPass;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes a chunk of images within the caller's transaction. For an unchanged image, only its key is written, to a row of
 * {@code sighting}. A new image is copied into its tables. For a changed one, only the tables that differ are rewritten.
 */
@Component
public final class ImageWriter {

    private final JdbcTemplate jdbc;
    private final Normalizer normalizer;
    private final ImageComparison comparison;

    ImageWriter(JdbcTemplate jdbc, Normalizer normalizer, ImageComparison comparison) {
        this.jdbc = jdbc;
        this.normalizer = normalizer;
        this.comparison = comparison;
    }

    /**
     * The result of a chunk.
     *
     * @param changes one for each image that was not unchanged
     * @param hasUnusable whether an element had no usable {@code ImageId}: it may be any image
     */
    public record Written(Tally tally, List<ImageChange> changes, boolean hasUnusable) {}

    /** Writes a chunk. A dry run writes nothing, and returns what would be written. */
    public Written write(WalkPass walk, Collection<? extends ListedImage> chunk) {
        return jdbc.execute((Connection connection) -> new Chunk(connection, walk).write(chunk));
    }

    /** The work on one chunk. */
    private final class Chunk {

        private final Connection connection;
        private final WalkPass walk;
        private final List<ImageChange> changes = new ArrayList<>();
        private final List<Anomaly> anomalies = new ArrayList<>();
        private final List<Long> sighted = new ArrayList<>();
        private final List<Long> newlyHeld = new ArrayList<>();

        Chunk(Connection connection, WalkPass walk) {
            this.connection = connection;
            this.walk = walk;
        }

        Written write(Collection<? extends ListedImage> chunk) throws SQLException {
            planForFewRows();
            var seen = SeenImages.of(chunk, normalizer, comparison);
            anomalies.addAll(seen.unusable());
            var changed = new LinkedHashMap<Long, SeenImage>();
            for (var other : createUnknown(seen.images())) {
                var imageKey = Objects.requireNonNull(other.imageKey());
                sighted.add(imageKey);
                if (!other.held()) {
                    newlyHeld.add(imageKey);
                }
                if (other.differs()) {
                    changed.put(imageKey, other.seen());
                }
            }
            var written = ChangedImages.write(connection, walk, changed, normalizer, comparison);
            changes.addAll(written.changes());
            anomalies.addAll(written.anomalies());
            Sightings.add(connection, walk, sighted);
            if (!walk.dryRun()) {
                Sightings.hold(connection, walk, newlyHeld, written.doubted());
                Sightings.doubt(connection, walk, written.doubted());
                if (!chunk.isEmpty()) {
                    Anomalies.count(
                            connection, anomalies, chunk.iterator().next().seenAt());
                }
            }
            return new Written(
                    tally(seen.images().size()), changes, !seen.unusable().isEmpty());
        }

        /** A chunk is a small part of a table, even if old statistics make PostgreSQL expect that it is most of it. */
        private void planForFewRows() throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL enable_seqscan = off");
            }
        }

        /**
         * Inserts the unknown images, and returns the known ones that are not unchanged. If another walk has just inserted
         * some of them, these are known at the next attempt. So the number of attempts is limited.
         */
        private List<Other> createUnknown(Collection<SeenImage> seen) throws SQLException {
            var known = new ArrayList<Other>();
            var pending = seen;
            for (var unknownBefore = -1; ; unknownBefore = pending.size()) {
                var others = UnchangedImages.sight(connection, walk, pending);
                others.stream().filter(other -> other.imageKey() != null).forEach(known::add);
                pending = others.stream()
                        .filter(other -> other.imageKey() == null)
                        .map(Other::seen)
                        .toList();
                if (pending.isEmpty() || create(pending)) {
                    return known;
                }
                if (pending.size() == unknownBefore) {
                    throw new TransientDataAccessResourceException(
                            "images of scope " + walk.scope().name()
                                    + " can neither be seen nor created; is the isolation READ COMMITTED?");
                }
            }
        }

        /** Creates images. Returns false, and creates nothing, if another scope's walk has just created one of them. */
        private boolean create(Collection<SeenImage> unknown) throws SQLException {
            if (!walk.dryRun()) {
                var keys = NewImages.insert(connection, walk, unknown);
                if (keys == null) {
                    return false;
                }
                sighted.addAll(keys);
                newlyHeld.addAll(keys);
            }
            for (var image : unknown) {
                anomalies.addAll(image.content().anomalies());
                changes.add(new ImageChange(image.imageId(), ChangeKind.CREATED, List.of()));
            }
            return true;
        }

        private Tally tally(int distinct) {
            var created = count(ChangeKind.CREATED);
            var updated = count(ChangeKind.UPDATED);
            var restored = count(ChangeKind.RESTORED);
            return new Tally(created, updated, 0, restored, distinct - created - updated - restored);
        }

        private long count(ChangeKind kind) {
            return changes.stream().filter(change -> change.kind() == kind).count();
        }
    }
}
