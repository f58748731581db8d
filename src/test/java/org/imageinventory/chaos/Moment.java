package org.imageinventory.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.imageinventory.standin.RecordedRequest;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.ChildProgram;
import org.imageinventory.testing.Tables;

/**
 * When to interrupt a run: some milliseconds after a point that is visible from outside.
 *
 * @param what description of the point
 */
record Moment(String what, Point point, Duration after) {

    private static final Duration LOOK = Duration.ofMillis(5);
    private static final int LONGEST_MILLIS = 20;

    /** The next interruption comes within this share of what is left. */
    private static final int SHARE = 3;

    private static final String OF_RUN = " WHERE run_id = (SELECT max(run_id) FROM inventory.sync_run)";

    /** A point of a run. {@code reached} waits a moment if the run has not reached the point. */
    interface Point {
        boolean reached() throws InterruptedException;
    }

    /**
     * Returns a random moment that is soon reached from the current state of the run. So a run can be interrupted several
     * times before it ends.
     */
    static Moment of(Random random, Act act, Standing from, Worlds worlds, Tables tables, int pageSize) {
        var images = act.products().stream()
                .mapToInt(product -> worlds.ids(product).size())
                .sum();
        var soon = (int) Math.max(1, (images - from.sighted()) / SHARE);
        var rows = rows(
                random,
                tables,
                "sightings",
                "count(*) FROM inventory.sighting" + OF_RUN,
                from.sighted() + 1 + random.nextInt(soon));
        var page = page(random, worlds, 1 + random.nextInt(1 + soon / pageSize));
        var complete = from.ended()
                ? 0
                : (int) act.products().stream().filter(from::isComplete).count();
        return switch (act) {
            case FIRST_LOAD, RE_SYNC ->
                complete == act.products().size()
                        ? one(random, page, rows)
                        : one(
                                random,
                                page,
                                rows,
                                rows(
                                        random,
                                        tables,
                                        "complete walks",
                                        "count(*) FROM inventory.walk" + OF_RUN + " AND status = 'complete'",
                                        complete + 1));
            case SWEEP -> sweep(random, from, worlds, tables, images);
            case MOVING_LIST ->
                from.nextPass(act.products().get(0)) > 1
                        ? one(random, page, rows)
                        : one(
                                random,
                                page(
                                        random,
                                        worlds,
                                        Act.REQUESTS_BEFORE_THE_MOVE + random.nextInt(1 + soon / pageSize)),
                                rows(
                                        random,
                                        tables,
                                        "sightings of pass 2",
                                        "count(*) FROM inventory.sighting" + OF_RUN + " AND pass = 2",
                                        1 + random.nextInt(soon)));
        };
    }

    private static Moment sweep(Random random, Standing from, Worlds worlds, Tables tables, int images) {
        var soon = 1 + random.nextInt(images / 6 / SHARE);
        var deleted = "coalesce(sum(deleted), 0) FROM inventory.walk" + OF_RUN;
        var before = from.ended() ? 0 : (Number) Objects.requireNonNull(tables.value("SELECT " + deleted));
        return one(
                random,
                requests(
                        random,
                        worlds.api(),
                        "lookup",
                        request -> request.parameters().containsKey("ImageId"),
                        soon),
                rows(random, tables, "missing images", "count(*) FROM inventory.missing_image", soon),
                rows(random, tables, "deleted images", deleted, before.longValue() + soon));
    }

    private static Moment page(Random random, Worlds worlds, int number) {
        return requests(random, worlds.api(), "page", request -> true, number);
    }

    private static Moment one(Random random, Moment... moments) {
        return List.of(moments).get(random.nextInt(moments.length));
    }

    private static Moment requests(
            Random random, StandIn api, String what, Predicate<RecordedRequest> matching, int number) {
        return new Moment(
                what + " " + number,
                () -> {
                    var requests = api.requests();
                    if (requests.stream().filter(matching).count() >= number) {
                        return true;
                    }
                    api.awaitRequests(requests.size() + 1, LOOK);
                    return false;
                },
                Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
    }

    private static Moment rows(Random random, Tables tables, String what, String select, long number) {
        return new Moment(
                number + " " + what,
                () -> Boolean.TRUE.equals(
                        tables.value("SELECT (SELECT %s) >= %d FROM pg_sleep(0.003)".formatted(select, number))),
                Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
    }

    /** Waits for the moment. Returns false if the process ended before it. */
    boolean await(ChildProgram process) throws InterruptedException {
        while (!point.reached()) {
            if (!process.isAlive()) {
                return false;
            }
        }
        Thread.sleep(after.toMillis());
        return process.isAlive();
    }
}
