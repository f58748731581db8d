package org.imageinventory.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.imageinventory.testing.Boundary;
import org.imageinventory.testing.PostgresDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A run that is killed before and after each commit that changes something. With {@code -Dchaos.statements=all}, it is
 * killed before each statement and after each statement that writes. Another run is stopped before each update of a
 * step's state. Prints differences and totals.
 */
@Tag("chaos")
class StatementSoak {

    /** A statement that the stop may send at the same time. */
    static final String STEP_UPDATE = "UPDATE batch.BATCH_STEP_EXECUTION SET";

    private static final int LINES = 50;

    @RegisterExtension
    static final PostgresDatabase migrated = PostgresDatabase.migrated();

    private final Score score = new Score();

    @Test
    void ofAFirstLoadWithASecondPass() throws IOException, InterruptedException {
        try (var scene = Scene.firstLoad(migrated, 1)) {
            strikeAll(scene);
        }
        assertThat(score.missed()).isZero();
    }

    @Test
    void ofAReSyncWithASweep() throws IOException, InterruptedException {
        try (var scene = Scene.reSync(migrated, 1)) {
            strikeAll(scene);
        }
        assertThat(score.missed()).isZero();
    }

    @Test
    void ofARunThatIsResumed() throws IOException, InterruptedException {
        try (var scene = Scene.reSync(migrated, 1)) {
            var written = scene.statements().commitOf("INSERT INTO inventory.sighting");
            try (var resumed = scene.resumed(written)) {
                strikeAll(resumed);
            }
        }
        assertThat(score.missed()).isZero();
    }

    /** The order of the statements differs each time, so a run may end before it reaches a boundary. */
    @Test
    void ofAReSyncOfTwoScopesAtATime() throws IOException, InterruptedException {
        try (var scene = Scene.reSync(migrated, 2)) {
            strikeAll(scene);
        }
    }

    @Test
    void ofAReSyncThatIsStopped() throws IOException, InterruptedException {
        try (var scene = Scene.reSync(migrated, 1)) {
            for (var boundary : scene.statements().before(STEP_UPDATE)) {
                scene.stop(boundary, score);
            }
        }
        assertThat(score.missed()).isZero();
    }

    private void strikeAll(Scene scene) throws IOException, InterruptedException {
        var statements = scene.statements();
        List<Boundary> boundaries =
                "all".equals(System.getProperty("chaos.statements")) ? statements.boundaries() : statements.commits();
        System.out.printf(
                "%s: %d statements, %d kills%n", scene, statements.sent().size(), boundaries.size());
        for (var boundary : boundaries) {
            scene.strike(boundary, score);
            if (score.rounds() % LINES == 0) {
                System.out.println(scene + ": " + score);
            }
        }
    }

    @AfterEach
    void nothingDiffers() {
        System.out.println(score);
        assertThat(score.differences()).isEmpty();
    }
}
