package org.imageinventory.chaos;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.imageinventory.inventory.database.Migration;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.EmbeddedServer;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.SyncInProcess;
import org.imageinventory.testing.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Several acts on one inventory. In each act, processes are interrupted until one run completes. Then a twin that
 * nothing interrupts does the same. Both results must be equal.
 */
final class Play implements AutoCloseable {

    private static final int IMAGES = 180;
    private static final String LAST_PASSES = "SELECT passes FROM inventory.walk ORDER BY run_id DESC LIMIT 1";

    static final int COMPLETE = 0;
    private static final int FAILED = 1;
    static final int STOPPED = 143;

    private final long seed;
    private final Random random;
    private final EmbeddedServer server;
    private final Score score;
    private final int pageSize;
    private final int chunkSize;
    private final int readAhead;
    private final Worlds worlds;
    private final Program child;
    private final SyncInProcess program;
    private final SyncInProcess twin;
    private final Tables tables;
    private final Tables twinTables;
    private final Comparison comparison;
    private int round;

    Play(long seed, EmbeddedServer server, Score score) {
        this.seed = seed;
        this.random = new Random(seed);
        this.server = server;
        this.score = score;
        pageSize = 4 + random.nextInt(5);
        chunkSize = 5 + random.nextInt(12);
        readAhead = 2 * random.nextInt(2);
        worlds = new Worlds(seed, IMAGES);
        var database = PostgresDatabase.on(server);
        var twinDatabase = PostgresDatabase.on(server);
        Map<String, Object> settings = Map.of(
                "inventory.page-size", String.valueOf(pageSize),
                "inventory.chunk-size", String.valueOf(chunkSize),
                "inventory.api.read-ahead", String.valueOf(readAhead),
                "inventory.mass-delete-guard.ratio", "1");
        child = Program.on(database, worlds.api());
        settings.forEach((key, value) -> child.with(key, String.valueOf(value)));
        program = SyncInProcess.on(database, worlds.api(), settings);
        twin = SyncInProcess.on(twinDatabase, worlds.twin(), settings);
        program.part(Migration.class).migrate();
        tables = new Tables(database);
        twinTables = new Tables(twinDatabase);
        comparison = new Comparison(tables, twinTables, program);
    }

    void perform(Act act, List<Blow> blows) throws InterruptedException {
        round++;
        score.round();
        act.prepare(random, worlds, round);
        var story = new StringBuilder("play %d (page %d, chunk %d, read-ahead %d), round %d, %s"
                .formatted(seed, pageSize, chunkSize, readAhead, round, act));
        var attempts = new Attempts(act, 1 + (chunkSize - 1 + pageSize - 1) / pageSize + readAhead, score);
        var ended = false;
        for (var i = 0; i < blows.size() && !ended; i++) {
            ended = !attempt(act, blows.get(i), attempts, story);
        }
        if (!ended) {
            end(act, attempts, story);
        }
        twin.sync(act.scopePattern());
        System.out.println(story);
        comparison.differences().forEach(found -> score.difference(story + " " + found));
        if (act == Act.MOVING_LIST && !Integer.valueOf(2).equals(twinTables.value(LAST_PASSES))) {
            score.difference(story + " the list did not change: the twin needed no second pass");
        }
    }

    /** Runs a process and interrupts it. Returns false if the process ended before that. */
    private boolean attempt(Act act, Blow blow, Attempts attempts, StringBuilder story) throws InterruptedException {
        var from = Standing.of(tables);
        worlds.api().forgetRequests();
        boolean struck;
        try (var process = ChildProgram.start(child, "sync", "--resume-only", "--scope", act.scopePattern())) {
            var moment = Moment.of(random, act, from, worlds, tables, pageSize);
            struck = moment.await(process);
            story.append("; ").append(struck ? blow + " at " : "ended before ").append(moment.what());
            if (struck) {
                strike(blow, process);
            } else {
                score.endedBefore();
            }
            if (blow != Blow.KILL || !struck) {
                checkEnd(struck ? blow : null, process, story);
            }
        }
        attempts.add(new Attempt(from, worlds.api().requests()), struck ? blow : null, Standing.of(tables), story);
        return struck;
    }

    /**
     * Checks the exit code of a process and what it left.
     *
     * @param blow the interruption that did not end the process at once; null if there was none
     */
    private void checkEnd(@Nullable Blow blow, ChildProgram process, CharSequence story) throws InterruptedException {
        // A crash fails the chunks, and so the run, unless everything was already written. A stop is similar.
        var possible = blow == null ? Set.of(COMPLETE) : Set.of(COMPLETE, blow == Blow.STOP ? STOPPED : FAILED);
        var exitCode = process.exitCode();
        if (!possible.contains(exitCode)) {
            score.difference(story + " exit code " + exitCode + "\n" + process.output());
        }
        if (blow == Blow.STOP) {
            new Remains(tables).uncertain().forEach(found -> score.difference(story + " leaves " + found));
        }
        if (exitCode == COMPLETE && !Standing.of(tables).ended()) {
            score.difference(story + " reports complete but has not ended");
        }
    }

    private void strike(Blow blow, ChildProgram process) throws InterruptedException {
        switch (blow) {
            case KILL -> process.kill();
            case STOP -> process.terminate();
            case CRASH -> {
                server.crash();
                server.restart();
            }
        }
        score.struck(blow);
    }

    /** Completes the run without interruption. It runs in this process, which is faster. */
    private void end(Act act, Attempts attempts, StringBuilder story) {
        tables.await("SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory')");
        var from = Standing.of(tables);
        worlds.api().forgetRequests();
        try {
            var report = program.resume(act.scopePattern());
            if (report.outcome() != RunOutcome.COMPLETE) {
                score.difference(story + " the last run is " + report.outcome() + ": " + report.walks());
            }
        } catch (RuntimeException e) {
            score.difference(story + " the last run fails: " + e);
        }
        attempts.add(new Attempt(from, worlds.api().requests()), null, Standing.of(tables), story);
    }

    @Override
    public void close() {
        program.close();
        twin.close();
        worlds.close();
    }
}
