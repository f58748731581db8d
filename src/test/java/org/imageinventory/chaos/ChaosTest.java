package org.imageinventory.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imageinventory.chaos.Play.Blow;
import org.imageinventory.testing.EmbeddedServer;
import org.imageinventory.testing.EmbeddedServer.Durability;
import org.junit.jupiter.api.Test;

/** A few blows at seeded moments; {@link ChaosSoak} strikes many. {@code -Dchaos.seed=N} chooses other moments. */
class ChaosTest {

    @Test
    void aRunThatIsKilledOrLosesItsDatabaseEndsAsAnUndisturbedOne() throws InterruptedException {
        var score = new Score();
        try (var server = EmbeddedServer.start(Durability.SAFE);
                var play = new Play(Long.getLong("chaos.seed", 1), server, score)) {
            play.perform(Act.FIRST_LOAD, List.of(Blow.KILL, Blow.CRASH));
            play.perform(Act.RE_SYNC, List.of(Blow.KILL));
            play.perform(Act.SWEEP, List.of(Blow.KILL));
            play.perform(Act.MOVING_LIST, List.of(Blow.KILL));
        }
        System.out.println(score);
        assertThat(score.differences()).isEmpty();
        assertThat(score.blows()).isEqualTo(5);
    }
}
