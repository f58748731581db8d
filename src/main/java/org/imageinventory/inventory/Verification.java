package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.Normalizer;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks that the tables match the newest documents exactly. It reads each batch of images in its own snapshot. So a
 * sync can run at the same time, and memory use does not grow with the inventory.
 */
@Component
public final class Verification {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final Normalizer normalizer;
    private final RowComparison comparison;

    Verification(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Normalizer normalizer,
            ImageComparison sameness) {
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.normalizer = normalizer;
        this.comparison = new RowComparison(sameness);
    }

    /**
     * Compares all images.
     *
     * @param found receives each difference when it is found
     * @return the number of live images that were compared with their documents
     */
    public long verify(Consumer<Difference> found) {
        var compared = 0L;
        var batch = new Batch(Long.MIN_VALUE, 0, true);
        while (batch.more()) {
            var after = batch.lastKey();
            batch = inSnapshot(connection -> batch(connection, after, found));
            compared += batch.compared();
        }
        inSnapshot(connection -> {
            StructureChecks.orphans(connection, found);
            return true;
        });
        return compared;
    }

    private record Batch(long lastKey, long compared, boolean more) {}

    private <T> T inSnapshot(ConnectionCallback<T> body) {
        return snapshot.execute(status -> jdbc.execute(body));
    }

    private Batch batch(Connection connection, long after, Consumer<Difference> found) throws SQLException {
        var keys = StoredImages.keysAfter(connection, after, BATCH);
        if (keys.isEmpty()) {
            return new Batch(after, 0, false);
        }
        var last = keys.get(keys.size() - 1);
        StructureChecks.ofImages(connection, after, last, found);
        return new Batch(last, compare(connection, keys, found), true);
    }

    /**
     * Compares live images with their documents. A deleted image's rows are its last known state, which proves nothing.
     */
    private long compare(Connection connection, List<Long> keys, Consumer<Difference> found) throws SQLException {
        Map<Long, StoredRevision> states = StoredRevision.newest(connection, keys, null);
        var compared = 0L;
        for (var image : StoredImages.read(connection, keys).values()) {
            var state = states.get(image.imageKey());
            if (state == null || state.kind() == ChangeKind.DELETED) {
                continue;
            }
            compared++;
            var expected =
                    normalizer.normalize(DocumentJson.read(state.document())).image();
            if (expected == null) {
                found.accept(new Difference(
                        image.imageKey(),
                        Difference.name(image.account(), image.region(), image.imageId()),
                        "image_revision",
                        "revision " + state.revision() + " document",
                        "an image",
                        "no ImageId"));
            } else {
                comparison.compare(image, expected, found);
            }
        }
        return compared;
    }
}
