package org.imageinventory.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imageinventory.testing.EmbeddedServer;
import org.imageinventory.testing.EmbeddedServer.Durability;
import org.junit.jupiter.api.Test;

/**
 * At least {@code -Dchaos.kills} (5) blows, the moments of which {@code -Dchaos.seed} (4) chooses; {@link ChaosSoak}
 * strikes more, and more than once a run.
 */
class ChaosTest {

    @Test
    void aRunThatIsKilledOrLosesItsDatabaseEndsAsAnUndisturbedOne() throws InterruptedException {
        var kills = Integer.getInteger("chaos.kills", 5);
        var score = new Score();
        for (var seed = Long.getLong("chaos.seed", 4); score.blows() < kills; seed++) {
            try (var server = EmbeddedServer.start(Durability.SAFE);
                    var play = new Play(seed, server, score)) {
                play.perform(Act.FIRST_LOAD, List.of(Blow.KILL, Blow.CRASH));
                play.perform(Act.RE_SYNC, List.of(Blow.KILL));
                play.perform(Act.SWEEP, List.of(Blow.KILL));
                play.perform(Act.MOVING_LIST, List.of(Blow.KILL));
            }
        }
        System.out.println(score);
        assertThat(score.differences()).isEmpty();
        assertThat(score.resumes()).isPositive();
    }
}
