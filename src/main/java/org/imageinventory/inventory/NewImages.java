package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.Image;
import org.imageinventory.inventory.run.WalkPass;
import org.jspecify.annotations.Nullable;

/** Inserts images that are not known yet: their rows, their lists and their first revisions. */
final class NewImages {

    private static final String UNIQUE_VIOLATION = "23505";

    private NewImages() {}

    /** Returns their keys; null, and inserts nothing, if another transaction has just created one of them. */
    static @Nullable List<Long> insert(Connection connection, WalkPass walk, Collection<SeenImage> unknown)
            throws SQLException {
        var keys = ImageRows.nextKeys(connection, unknown.size());
        var states = new ArrayList<ImageState>();
        var revisions = new ArrayList<Revision>();
        var images = new LinkedHashMap<Long, Image>();
        var key = keys.iterator();
        for (var seen : unknown) {
            var image = seen.content().image();
            var revision = Revision.first(key.next(), DocumentJson.write(image.document()), seen.seenAt());
            revisions.add(revision);
            states.add(new ImageState(
                    revision.imageKey(),
                    1,
                    revision.validFrom(),
                    seen.content().fingerprint(),
                    seen.textFingerprint(),
                    image));
            images.put(revision.imageKey(), image);
        }
        var copies = new ArrayList<BinaryCopy.Into>();
        copies.add(ImageRows.insert(walk, states));
        copies.addAll(History.append(walk.runId(), revisions));
        copies.addAll(ListRows.insert(images));
        return runUnlessTaken(connection, copies) ? keys : null;
    }

    /** COPY has no ON CONFLICT. If two scopes list one new image, the copy of the second walk is rolled back and retried. */
    private static boolean runUnlessTaken(Connection connection, List<BinaryCopy.Into> copies) throws SQLException {
        var before = connection.setSavepoint();
        try {
            BinaryCopy.run(connection, copies);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }
}
