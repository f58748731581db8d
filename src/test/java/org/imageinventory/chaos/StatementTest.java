package org.imageinventory.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.imageinventory.testing.PostgresDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A run that is killed between two statements, where Spring Batch's state is least complete, and at {@code
 * -Dchaos.statements} (2) boundaries that {@code -Dchaos.seed} (1) selects. {@link StatementSoak} uses all boundaries.
 */
class StatementTest {

    private static final String NEW_STEP = "INSERT INTO batch.BATCH_STEP_EXECUTION(";

    @RegisterExtension
    static final PostgresDatabase migrated = PostgresDatabase.migrated();

    @Test
    void aRunThatIsKilledBetweenTwoStatementsEndsAsAnUndisturbedOne() throws IOException, InterruptedException {
        var score = new Score();
        try (var scene = Scene.reSync(migrated, 1)) {
            var statements = scene.statements();

            // A partition already has its step execution, but not the state that names its scope.
            scene.strike(statements.commitOf("SELECT scope_key FROM inventory.walk", NEW_STEP), score);
            scene.strike(statements.commitOf("SELECT w.scope_key, w.passes FROM inventory.walk w", NEW_STEP), score);
            var random = new Random(Long.getLong("chaos.seed", 1));
            for (var boundary : statements.some(random, Integer.getInteger("chaos.statements", 2))) {
                scene.strike(boundary, score);
            }
        }
        System.out.println(score);
        assertThat(score.differences()).isEmpty();
    }

    /** The process and the stop update the state of a step at the same time. */
    @Test
    void aRunThatIsStoppedBeforeAStatementEndsAsAnUndisturbedOne() throws IOException, InterruptedException {
        var score = new Score();
        try (var scene = Scene.reSync(migrated, 1)) {
            // The first update records that the plan step has started. The second one is in that step's own
            // transaction.
            scene.stop(scene.statements().before(StatementSoak.STEP_UPDATE).get(1), score);
        }
        System.out.println(score);
        assertThat(score.differences()).isEmpty();
    }

    @Test
    void aRunSendsTheSameStatementsEachTime() throws IOException, InterruptedException {
        try (var scene = Scene.firstLoad(migrated, 1)) {
            assertThat(scene.statements()).isEqualTo(scene.statements());
        }
    }
}
