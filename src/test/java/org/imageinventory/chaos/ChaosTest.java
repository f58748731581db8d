package org.imageinventory.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imageinventory.testing.EmbeddedServer;
import org.imageinventory.testing.EmbeddedServer.Durability;
import org.junit.jupiter.api.Test;

/**
 * At least {@code -Dchaos.kills} (5) kills and crashes, and at least {@code -Dchaos.stops} (4) stops. {@code
 * -Dchaos.seed} (4) selects the moments. {@link ChaosSoak} interrupts more runs, and more than once per run.
 */
class ChaosTest {

    @Test
    void aRunThatIsKilledOrLosesItsDatabaseEndsAsAnUndisturbedOne() throws InterruptedException {
        play(Integer.getInteger("chaos.kills", 5), List.of(Blow.KILL, Blow.CRASH), Blow.KILL);
    }

    @Test
    void aRunThatIsStoppedEndsAsAnUndisturbedOne() throws InterruptedException {
        play(Integer.getInteger("chaos.stops", 4), List.of(Blow.STOP), Blow.STOP);
    }

    private static void play(int number, List<Blow> first, Blow next) throws InterruptedException {
        var score = new Score();
        for (var seed = Long.getLong("chaos.seed", 4); score.blows() < number; seed++) {
            try (var server = EmbeddedServer.start(Durability.SAFE);
                    var play = new Play(seed, server, score)) {
                play.perform(Act.FIRST_LOAD, first);
                play.perform(Act.RE_SYNC, List.of(next));
                play.perform(Act.SWEEP, List.of(next));
                play.perform(Act.MOVING_LIST, List.of(next));
            }
        }
        System.out.println(score);
        assertThat(score.differences()).isEmpty();
        assertThat(score.resumes()).isPositive();
    }
}
