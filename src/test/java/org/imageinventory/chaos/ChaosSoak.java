package org.imageinventory.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.imageinventory.testing.EmbeddedServer;
import org.imageinventory.testing.EmbeddedServer.Durability;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * At least {@code -Dchaos.kills} (200) kills and crashes of PostgreSQL (a quarter are crashes), and at least {@code
 * -Dchaos.stops} (200) stops. Each run is interrupted up to eight times, at moments that {@code -Dchaos.seed} (1)
 * selects. Prints each run and the totals.
 */
@Tag("chaos")
class ChaosSoak {

    private static final int MOST_BLOWS = 8;

    /** The acts on one inventory. After them, the test starts with a new inventory. */
    private static final List<Act> ACTS =
            List.of(Act.FIRST_LOAD, Act.RE_SYNC, Act.SWEEP, Act.MOVING_LIST, Act.RE_SYNC, Act.SWEEP, Act.MOVING_LIST);

    @Test
    void everyRunThatIsKilledOrLosesItsDatabaseEndsAsAnUndisturbedOne() throws InterruptedException {
        soak(Integer.getInteger("chaos.kills", 200), random -> random.nextInt(4) == 0 ? Blow.CRASH : Blow.KILL);
    }

    @Test
    void everyRunThatIsStoppedEndsAsAnUndisturbedOne() throws InterruptedException {
        soak(Integer.getInteger("chaos.stops", 200), random -> Blow.STOP);
    }

    private static void soak(int number, Function<Random, Blow> blow) throws InterruptedException {
        var seeds = new Random(Long.getLong("chaos.seed", 1));
        var score = new Score();
        while (score.blows() < number) {
            try (var server = EmbeddedServer.start(Durability.SAFE);
                    var play = new Play(seeds.nextInt(100_000), server, score)) {
                for (var act : ACTS) {
                    if (score.blows() < number) {
                        play.perform(act, blows(seeds, blow));
                    }
                }
            }
            System.out.println(score);
        }
        assertThat(score.differences()).isEmpty();
        assertThat(score.resumes()).isPositive();
    }

    private static List<Blow> blows(Random random, Function<Random, Blow> blow) {
        var blows = new ArrayList<Blow>();
        for (var number = 2 + random.nextInt(MOST_BLOWS - 1); number > 0; number--) {
            blows.add(blow.apply(random));
        }
        return blows;
    }
}
