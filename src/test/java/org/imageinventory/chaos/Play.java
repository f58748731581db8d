package org.imageinventory.chaos;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.imageinventory.inventory.Migration;
import org.imageinventory.inventory.RunOutcome;
import org.imageinventory.job.SyncInProcess;
import org.imageinventory.sync.ChildProgram;
import org.imageinventory.sync.Tables;
import org.imageinventory.testing.EmbeddedServer;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.jspecify.annotations.Nullable;

/**
 * One inventory through several acts. In each, processes are struck until one run comes to its end; then a twin that
 * nothing meets does the same, and both must say the same.
 */
final class Play implements AutoCloseable {

    private static final int IMAGES = 180;
    /** Of the sweep, see SweepStep. */
    private static final int QUESTIONS_A_CHUNK = 10;

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
        comparison = new Comparison(tables, new Tables(twinDatabase), program);
    }

    /** A way to strike. */
    enum Blow {
        KILL,
        CRASH
    }

    void perform(Act act, List<Blow> blows) throws InterruptedException {
        round++;
        score.round();
        act.prepare(random, worlds, round);
        var story = new StringBuilder("play %d (page %d, chunk %d, read-ahead %d), round %d, %s:"
                .formatted(seed, pageSize, chunkSize, readAhead, round, act));
        Attempt last = null;
        Blow lastBlow = null;
        var ended = false;
        for (var blow : blows) {
            var from = Standing.of(tables);
            worlds.api().forgetRequests();
            try (var process = ChildProgram.start(child, "sync", "--scope", act.scopePattern())) {
                var moment = Moment.of(random, act, from, worlds, tables, pageSize);
                ended = !moment.await(process);
                if (ended) {
                    story.append(" ended before ").append(moment.what()).append(';');
                    score.missed();
                    if (process.exitCode() != 0) {
                        score.difference(story + " exit code " + process.exitCode() + "\n" + process.output());
                    }
                } else {
                    story.append(' ')
                            .append(blow)
                            .append(" at ")
                            .append(moment.what())
                            .append(';');
                    strike(blow, process);
                }
            }
            last = compared(last, lastBlow, new Attempt(from, worlds.api().requests()), act, story.toString());
            lastBlow = blow;
            if (ended) {
                break;
            }
        }
        if (!ended) {
            end(act, last, lastBlow, story.toString());
        }
        twin.sync(act.scopePattern());
        System.out.println(story);
        comparison.differences(act, blows.contains(Blow.CRASH)).forEach(found -> score.difference(story + " " + found));
    }

    private void strike(Blow blow, ChildProgram process) throws InterruptedException {
        switch (blow) {
            case KILL -> {
                process.kill();
                score.killed();
            }
            case CRASH -> {
                server.crash();
                server.restart();
                score.crashed();
                // Its chunks fail, and so does the run; unless all was written already.
                if (process.exitCode() > 1) {
                    score.difference("exit code " + process.exitCode() + "\n" + process.output());
                }
            }
        }
    }

    /** The run that nothing meets: in this process, since that is faster. */
    private void end(Act act, @Nullable Attempt last, @Nullable Blow lastBlow, String story) {
        tables.await("SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory')");
        var from = Standing.of(tables);
        worlds.api().forgetRequests();
        var report = program.sync(act.scopePattern());
        if (report.outcome() != RunOutcome.COMPLETE) {
            score.difference(story + " the last run is " + report.outcome() + ": " + report.walks());
        }
        compared(last, lastBlow, new Attempt(from, worlds.api().requests()), act, story);
    }

    /** Holds what a process asked for against what the one before it had done. */
    private Attempt compared(@Nullable Attempt before, @Nullable Blow blow, Attempt after, Act act, String story) {
        var from = after.from();
        if (before == null || from.ended() || from.run() != Standing.of(tables).run()) {
            return after;
        }
        score.resumed();
        for (var product : act.products()) {
            var walk = from.walks().get(product);
            if (walk == null) {
                continue;
            }
            if (walk.isComplete() && after.listed(product)) {
                score.difference(story + " walked again though " + walk + ": " + product);
            }
            var pages =
                    common(before.pages(product, from.nextPass(product)), after.pages(product, from.nextPass(product)));
            var questions = common(before.questions(product), after.questions(product));
            if (blow == Blow.CRASH) {
                score.pagesAfterCrash(pages);
            } else {
                score.pagesAgain(pages);
                if (pages > pagesOfAChunk()) {
                    score.difference(story + " " + pages + " pages again: " + product);
                }
            }
            score.questionsAgain(questions);
            if (questions > QUESTIONS_A_CHUNK) {
                score.difference(story + " " + questions + " questions again: " + product);
            }
        }
        return after;
    }

    /** A chunk that begins on the last image of a page, and what is read ahead of it. */
    private int pagesOfAChunk() {
        return 1 + (chunkSize - 1 + pageSize - 1) / pageSize + readAhead;
    }

    private static <T> int common(Set<T> some, Set<T> others) {
        var common = new HashSet<>(some);
        common.retainAll(others);
        return common.size();
    }

    @Override
    public void close() {
        program.close();
        twin.close();
        worlds.close();
    }
}
