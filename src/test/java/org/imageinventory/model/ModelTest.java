package org.imageinventory.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rounds of random changes, each followed by a run. Some runs get failing pages, a list that changes during the walk,
 * or an empty response. After every run, the inventory is compared with the model. A failing sequence is shortened to
 * fewer rounds.
 *
 * <p>{@code -Dmodel.seed=N -Dmodel.rounds=N} select another sequence.
 */
class ModelTest {

    private static final int SHRINKINGS = 20;

    @RegisterExtension
    final PostgresDatabase database = new PostgresDatabase();

    @Test
    void theInventoryIsWhatTheModelSays() {
        var seed = Long.getLong("model.seed", 20_260_101L);
        var random = new Random(seed);
        var rounds =
                random.longs(Integer.getInteger("model.rounds", 60)).boxed().toList();
        try {
            play(rounds);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ": " + shrunk(rounds, failure), failure);
        }
    }

    private String shrunk(List<Long> rounds, Throwable failure) {
        var shortest = rounds;
        var last = failure;
        for (int i = rounds.size() - 1, tries = 0; i >= 0 && tries < SHRINKINGS; i--, tries++) {
            var without = new ArrayList<>(shortest);
            without.remove(rounds.get(i));
            try {
                play(without);
            } catch (AssertionError | RuntimeException again) {
                shortest = without;
                last = again;
            }
        }
        return shortest.size() + " of " + rounds.size() + " rounds suffice, " + last.getMessage();
    }

    private void play(List<Long> rounds) {
        var world = new World();
        // Each sequence starts with an empty database, because sync creates the schema.
        JdbcClient.create(database.dataSource())
                .sql("DROP SCHEMA IF EXISTS inventory, batch CASCADE")
                .update();
        try (var api = StandIn.builder()
                        .inventory("main", world.inventory())
                        .build()
                        .start();
                var program = SyncInProcess.on(
                        database,
                        api,
                        Map.of(
                                "inventory.products", String.join(",", World.PRODUCTS),
                                "inventory.page-size", "5",
                                "inventory.chunk-size", "7",
                                "inventory.api.retry-budget", "1ms"))) {
            var checks = new Checks(database.dataSource(), program);
            for (var round : rounds) {
                var random = new Random(round);
                var touched = Round.play(random, world, api, program, checks);
                checks.afterRun(world, touched, random);
            }
            checks.atTheEnd();
            assertThat(checks.quietRuns()).isPositive();
        } catch (AssertionError | RuntimeException e) {
            var log = world.log();
            throw new AssertionError(
                    e.getMessage() + "\nlast done:\n  "
                            + String.join("\n  ", log.subList(Math.max(0, log.size() - 25), log.size())),
                    e);
        }
    }
}
