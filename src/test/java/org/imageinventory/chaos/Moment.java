package org.imageinventory.chaos;

import java.time.Duration;
import java.util.List;
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
    private static final String OF_RUN = " WHERE run_id = (SELECT max(run_id) FROM inventory.sync_run)";

    /** A point of a run. {@code reached} waits a moment if the run has not reached the point. */
    interface Point {
        boolean reached() throws InterruptedException;
    }

    /** Returns a random moment that the act can still reach from the current state of the run. */
    static Moment of(Random random, Act act, Standing from, Worlds worlds, Tables tables, int pageSize) {
        var images = act.products().stream()
                .mapToInt(product -> worlds.ids(product).size())
                .sum();
        var left = (int) Math.max(1, images - from.sighted());
        var rows = from.sighted() + 1 + random.nextInt(left);
        var page = requests(random, worlds.api(), "page", request -> true, 1 + random.nextInt(1 + left / pageSize));
        return switch (act) {
            case FIRST_LOAD, RE_SYNC ->
                one(
                        random,
                        page,
                        rows(random, tables, "sightings", "count(*) FROM inventory.sighting" + OF_RUN, rows),
                        rows(
                                random,
                                tables,
                                "complete walks",
                                "count(*) FROM inventory.walk" + OF_RUN + " AND status = 'complete'",
                                1 + random.nextInt(act.products().size())));
            case SWEEP -> {
                var missing = Math.max(1, random.nextInt(images / 6));
                yield one(
                        random,
                        requests(
                                random,
                                worlds.api(),
                                "lookup",
                                request -> request.parameters().containsKey("ImageId"),
                                missing),
                        rows(random, tables, "missing images", "count(*) FROM inventory.missing_image", missing),
                        rows(random, tables, "deleted images", "sum(deleted) FROM inventory.walk" + OF_RUN, missing));
            }
            case MOVING_LIST ->
                one(
                        random,
                        requests(
                                random,
                                worlds.api(),
                                "page",
                                request -> true,
                                Act.REQUESTS_BEFORE_THE_MOVE + random.nextInt(1 + 2 * left / pageSize)),
                        rows(
                                random,
                                tables,
                                "sightings of pass 2",
                                "count(*) FROM inventory.sighting" + OF_RUN + " AND pass = 2",
                                1 + random.nextInt(images)));
        };
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
