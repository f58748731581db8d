package org.imageinventory.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.Boundary;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.StatementProxy;
import org.imageinventory.testing.SyncInProcess;
import org.imageinventory.testing.Tables;

/**
 * One run that can be repeated: the database and the images before it, and the tables after it if nothing interrupts
 * it.
 */
final class Scene implements AutoCloseable {

    private static final int IMAGES = 30;

    /** The products, in the order in which they are walked. */
    private static final List<String> PRODUCTS = Worlds.PRODUCTS.subList(0, 2);

    private final String name;
    private final int concurrency;
    private final PostgresDatabase before;
    private final PostgresDatabase twin;
    private final Consumer<StandIn> changes;

    private Scene(
            String name, int concurrency, PostgresDatabase before, PostgresDatabase twin, Consumer<StandIn> changes) {
        this.name = name;
        this.concurrency = concurrency;
        this.before = before;
        this.twin = twin;
        this.changes = changes;
    }

    /**
     * Returns a scene in which all images are new. The list of one scope changes during the walk, so that it needs a
     * second pass.
     */
    static Scene firstLoad(PostgresDatabase migrated, int concurrency) {
        return scene("first load", concurrency, migrated, api -> api.inventory()
                .after(1, inventory -> inventory.addFirst(Act.image("imgc-first", PRODUCTS.get(0)))));
    }

    /**
     * Returns a scene in which images were changed, added and deleted. More were deleted than one chunk of a sweep
     * takes.
     */
    static Scene reSync(PostgresDatabase migrated, int concurrency) {
        var loaded = PostgresDatabase.copyOf(migrated);
        try (var api = api(unchanged -> {})) {
            runUndisturbed(loaded, api, concurrency);
            return scene("re-sync", concurrency, loaded, Scene::change);
        } finally {
            loaded.drop();
        }
    }

    private static void change(StandIn api) {
        var images = api.inventory();
        for (var product : PRODUCTS) {
            var ids = images.ids(Map.of("ProductType", product));
            ids.subList(0, ids.size() - 3).forEach(images::delete);
            images.patch(ids.get(ids.size() - 1), Map.of("ImageName", "changed"));
            images.add(Act.image("imgc-new-" + product, product));
        }
    }

    private static Scene scene(String name, int concurrency, PostgresDatabase original, Consumer<StandIn> changes) {
        var twin = PostgresDatabase.copyOf(original);
        try (var api = api(changes)) {
            runUndisturbed(twin, api, concurrency);
        }
        return new Scene(name, concurrency, PostgresDatabase.copyOf(original), twin, changes);
    }

    private static void runUndisturbed(PostgresDatabase database, StandIn api, int concurrency) {
        try (var program = SyncInProcess.on(database, api, settings(concurrency))) {
            var report = program.sync();
            if (report.outcome() != RunOutcome.COMPLETE) {
                throw new IllegalStateException("an undisturbed run is " + report.outcome() + ": " + report.walks());
            }
        }
    }

    /** Returns the scene of the run that resumes this one after a kill at the boundary. The twin is the same. */
    Scene resumed(Boundary boundary) throws IOException, InterruptedException {
        var left = PostgresDatabase.copyOf(before);
        try (var api = api(changes)) {
            if (!killed(left, api, boundary)) {
                throw new IllegalStateException(this + ": not reached: " + boundary);
            }
            return new Scene(name + " resumed", concurrency, left, PostgresDatabase.copyOf(twin), changes);
        }
    }

    /** Returns the statements that the run sends. */
    Statements statements() throws IOException, InterruptedException {
        var database = PostgresDatabase.copyOf(before);
        try (var api = api(changes);
                var proxy = StatementProxy.before(database);
                var process = start(database, api, proxy)) {
            if (process.exitCode() != 0) {
                throw new IllegalStateException(this + " ends with " + process.exitCode() + "\n" + process.output());
            }
            return new Statements(proxy.sent());
        } finally {
            database.drop();
        }
    }

    /** Kills the run at the boundary, and counts the differences after the next run. */
    void strike(Boundary boundary, Score score) throws IOException, InterruptedException {
        var database = PostgresDatabase.copyOf(before);
        try (var api = api(changes)) {
            score.round();
            if (killed(database, api, boundary)) {
                score.struck(Blow.KILL);
            } else {
                score.endedBefore();
            }
            resume(database, api, this + ", killed " + boundary + ":", score);
        } finally {
            database.drop();
        }
    }

    /** Stops the run at the boundary with SIGTERM, and then sends the statement. */
    void stop(Boundary boundary, Score score) throws IOException, InterruptedException {
        var database = PostgresDatabase.copyOf(before);
        var story = this + ", stopped " + boundary + ":";
        try (var api = api(changes)) {
            score.round();
            try (var proxy = StatementProxy.before(database, boundary);
                    var process = start(database, api, proxy)) {
                if (proxy.awaitBoundary(process)) {
                    score.struck(Blow.STOP);
                    process.terminate();
                    process.awaitOutput("Stopping after the current chunks");
                    new Tables(database).await(Remains.QUIET);
                    proxy.release();
                } else {
                    score.endedBefore();
                }
                if (!List.of(Play.COMPLETE, Play.STOPPED).contains(process.exitCode())) {
                    score.difference(story + " exit code " + process.exitCode() + "\n" + process.output());
                }
            }
            new Remains(new Tables(database))
                    .uncertain()
                    .forEach(found -> score.difference(story + " leaves " + found));
            resume(database, api, story, score);
        } finally {
            database.drop();
        }
    }

    private void resume(PostgresDatabase database, StandIn api, String story, Score score) {
        var left = new Remains(new Tables(database)).describe();
        differences(database, api).forEach(found -> score.difference(story + " " + found + left));
    }

    /** Returns the differences from the twin after the next run. If that run fails, returns only its failure. */
    private List<String> differences(PostgresDatabase database, StandIn api) {
        try (var program = SyncInProcess.on(database, api, settings(concurrency))) {
            var report = program.sync();
            return report.outcome() == RunOutcome.COMPLETE
                    ? new Comparison(new Tables(database), new Tables(twin), program).differences()
                    : List.of("the next sync is " + report.outcome() + ": " + report.walks());
        } catch (RuntimeException e) {
            return List.of("the next sync fails: " + e);
        }
    }

    /** Kills the run at the boundary. Returns false if the run ended before it. */
    private boolean killed(PostgresDatabase database, StandIn api, Boundary boundary)
            throws IOException, InterruptedException {
        try (var proxy = StatementProxy.before(database, boundary);
                var process = start(database, api, proxy)) {
            var reached = proxy.awaitBoundary(process);
            process.kill();
            return reached;
        } finally {
            new Tables(database).await(Remains.NO_SESSION);
        }
    }

    private ChildProgram start(PostgresDatabase database, StandIn api, StatementProxy proxy) {
        var program = Program.on(database, api).with("spring.datasource.url", proxy.jdbcUrl());
        settings(concurrency).forEach((key, value) -> program.with(key, String.valueOf(value)));
        return ChildProgram.start(program, "sync");
    }

    private static StandIn api(Consumer<StandIn> changes) {
        var api = StandIn.builder().images(IMAGES).seed(7).build().start();
        changes.accept(api);
        return api;
    }

    /**
     * Returns the settings of the run. With a concurrency of 1, one thread works at a time, so the statements and their
     * order are always the same.
     */
    private static Map<String, Object> settings(int concurrency) {
        return Map.of(
                "inventory.products[0]", PRODUCTS.get(0),
                "inventory.products[1]", PRODUCTS.get(1),
                "inventory.concurrency", String.valueOf(concurrency),
                "inventory.page-size", "5",
                "inventory.chunk-size", "6",
                "inventory.api.read-ahead", "0",
                "inventory.mass-delete-guard.ratio", "1");
    }

    @Override
    public void close() {
        before.drop();
        twin.drop();
    }

    @Override
    public String toString() {
        return name + (concurrency == 1 ? "" : ", " + concurrency + " scopes at a time");
    }
}
