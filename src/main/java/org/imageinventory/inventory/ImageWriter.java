package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.imageinventory.image.Anomaly;
import org.imageinventory.inventory.Observation.Seen;
import org.imageinventory.inventory.Observation.Unusable;
import org.imageinventory.inventory.UnchangedImages.Other;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkPass;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Writes a chunk of images within the caller's transaction. An unchanged image costs its place in a row of {@code
 * sighting} and nothing else; a new one is copied straight into its tables; of a changed one only the touched tables are
 * rewritten.
 */
@Component
public final class ImageWriter {

    private final JdbcTemplate jdbc;
    private final ChangedImages changedImages;

    ImageWriter(JdbcTemplate jdbc, ChangedImages changedImages) {
        this.jdbc = jdbc;
        this.changedImages = changedImages;
    }

    /**
     * What became of a chunk.
     *
     * @param changes one for each image that was not unchanged
     */
    public record Written(Tally tally, List<ImageChange> changes) {}

    /** Writes a chunk; a dry run writes nothing and tells what would be written. */
    public Written write(WalkPass walk, Collection<? extends Observation> observations) {
        return jdbc.execute((Connection connection) -> new Chunk(connection, walk).write(observations));
    }

    /** One chunk on its way. */
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

        Written write(Collection<? extends Observation> observations) throws SQLException {
            planForFewRows();
            // By id, so that chunks of different scopes that meet do so in one order; of two states the later counts.
            var seen = new TreeMap<String, Seen>();
            for (var observation : observations) {
                if (observation instanceof Seen image) {
                    seen.put(image.imageId(), image);
                } else if (observation instanceof Unusable element) {
                    anomalies.addAll(element.anomalies());
                }
            }
            var changed = new LinkedHashMap<Long, Seen>();
            for (var other : createUnknown(seen.values())) {
                var imageKey = Objects.requireNonNull(other.imageKey());
                sighted.add(imageKey);
                if (!other.held()) {
                    newlyHeld.add(imageKey);
                }
                if (other.differs()) {
                    changed.put(imageKey, other.seen());
                }
            }
            var written = changedImages.write(connection, walk, changed, anomalies);
            changes.addAll(written.changes());
            Sightings.add(connection, walk, sighted);
            if (!walk.dryRun()) {
                Sightings.hold(connection, walk, newlyHeld, written.doubted());
                Sightings.doubt(connection, walk, written.doubted());
                if (!observations.isEmpty()) {
                    Anomalies.count(
                            connection,
                            anomalies,
                            observations.iterator().next().seenAt());
                }
            }
            return new Written(tally(seen.size()), changes);
        }

        /** A chunk is little of a table, though statistics of long ago may say that it is most of it. */
        private void planForFewRows() throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute("SET LOCAL enable_seqscan = off");
            }
        }

        /**
         * Inserts what is unknown; returns what was known and is not as it was. Each time that another walk was first with
         * some of it, that much more is known at the next attempt, so their number has an end.
         */
        private List<Other> createUnknown(Collection<Seen> seen) throws SQLException {
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

        /** Creates images; false, and nothing done, if another scope's walk has just made one of them. */
        private boolean create(Collection<Seen> unknown) throws SQLException {
            if (!walk.dryRun() && !NewImages.insert(connection, walk, unknown, sighted, newlyHeld)) {
                return false;
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
