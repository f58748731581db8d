package org.imageinventory.inventory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.image.Image;
import org.imageinventory.inventory.Observation.Seen;
import org.imageinventory.inventory.run.WalkPass;

/** Inserts images that were never seen before: their row, their lists and their first revision. */
final class NewImages {

    private static final String UNIQUE_VIOLATION = "23505";

    private NewImages() {}

    /**
     * Inserts them and adds their keys to those given.
     *
     * @return false, and nothing inserted, if another transaction has made one of them meanwhile
     */
    static boolean insert(
            Connection connection,
            WalkPass walk,
            Collection<Seen> unknown,
            Collection<Long> sighted,
            Collection<Long> held)
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
        if (!runUnlessTaken(connection, copies)) {
            return false;
        }
        sighted.addAll(keys);
        held.addAll(keys);
        return true;
    }

    /** COPY knows no ON CONFLICT: where two scopes show one new image, the second walk's copy is undone and tried anew. */
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
