package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.testing.Tables.assertExit;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.RecordedRequest;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * All transient faults, mixed, in three of ten requests, during a first load and a run with changes. The tables are
 * those of an undisturbed twin, and the API does not get too many requests. {@code -Dfaults.seed=N} selects other
 * faults.
 */
class MixedFaultsTest {

    @RegisterExtension
    final PostgresDatabase disturbed = PostgresDatabase.migrated();

    @RegisterExtension
    final PostgresDatabase undisturbed = PostgresDatabase.migrated();

    private static final long SEED = Long.getLong("faults.seed", 20_261_124L);
    private static final double SHARE = 0.3;
    private static final int RATE = 30;
    private static final Duration HINT = Duration.ofMillis(300);
    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final String LOST = "WuyingServer";
    private static final List<String> PRODUCTS = List.of("CloudApp", "CloudDesktop", LOST);
    /** The faults of requests that no other fault affected. */
    private static final List<List<String>> HINTED = List.of(List.of("throttle"), List.of("throttle-rate-limit"));

    private static final List<Fault> FAULTS = List.of(
            Fault.throttled(HINT),
            Fault.throttledByRateLimitHeader(HINT),
            Fault.error(400, "Throttling.User", "Request was denied due to user flow control."),
            Fault.error(500),
            Fault.error(503),
            Fault.internalError(),
            Fault.notSuccess("InternalError"),
            Fault.html(),
            Fault.cutJson(),
            Fault.truncated(),
            Fault.resetBeforeAnswer(),
            Fault.resetDuringBody(),
            Fault.staleKeepAlive(),
            Fault.hang());

    private final StandIn api = StandIn.builder().images(160).seed(SEED).build().start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theInventoryIsThatOfAnUndisturbedRunAndTheRateIsKept() {
        var tables = new Tables(disturbed);
        var twin = new Tables(undisturbed);

        runDisturbed();
        var first = List.copyOf(api.requests());
        runUndisturbed();
        assertSame(tables, twin);

        change();
        api.forgetRequests();
        runDisturbed();
        var second = List.copyOf(api.requests());
        runUndisturbed();
        assertSame(tables, twin);

        for (var requests : List.of(first, second)) {
            var faulty = requests.stream().filter(RecordedRequest::faulty).count();
            assertThat(faulty / (double) requests.size()).as("share of faults").isBetween(SHARE / 3, SHARE * 1.5);
            assertRateIsKept(requests);
            assertHintsAreWaitedFor(requests);
        }
    }

    @Test
    void aScopeWhoseBudgetIsSpentFailsAlone() {
        var tables = new Tables(disturbed);
        api.faults().when(call -> LOST.equals(call.product()), Fault.error(503));

        assertExit(
                program(disturbed)
                        .with("inventory.api.retry-budget", BUDGET.toMillis() + "ms")
                        .run("sync"),
                3);

        assertThat(tables.walk(LOST))
                .containsEntry("status", "failed")
                .containsEntry("error_code", "ServiceUnavailable")
                .containsEntry("images_seen", 0L);
        for (var product : List.of("CloudApp", "CloudDesktop")) {
            assertThat(tables.walk(product)).containsEntry("status", "complete").containsEntry("images_seen", (long)
                    ids(product).size());
        }
        var tries = api.requests().stream()
                .filter(request -> LOST.equals(request.product()))
                .mapToLong(RecordedRequest::nanos)
                .toArray();
        assertThat(Duration.ofNanos(tries[tries.length - 1] - tries[0]))
                .as("time from the first try to the last")
                .isGreaterThanOrEqualTo(BUDGET.dividedBy(2));
        // Waits are random. Their upper bound is half a second, and twice as long after each retry.
        assertThat(tries).hasSizeBetween(3, 30);
    }

    private static void assertSame(Tables tables, Tables twin) {
        var expected = twin.contents();
        tables.contents().forEach((table, rows) -> assertThat(rows)
                .as(table)
                .containsExactlyElementsOf(Objects.requireNonNull(expected.get(table))));
    }

    private List<String> ids(String product) {
        return api.inventory().ids(Map.of("ProductType", product));
    }

    private void runDisturbed() {
        for (var i = 0; i < FAULTS.size(); i++) {
            api.faults().randomly(SHARE / FAULTS.size(), SEED + i, FAULTS.get(i));
        }
        assertExit(
                program(disturbed)
                        .with("inventory.rate-limit", String.valueOf(RATE))
                        .with("inventory.api.read-timeout", "1s")
                        .run("sync"),
                0);
        api.faults().clear();
    }

    private void runUndisturbed() {
        assertExit(program(undisturbed).run("sync"), 0);
    }

    private Program program(PostgresDatabase database) {
        return Program.on(database, api).with("inventory.page-size", "4").with("inventory.chunk-size", "20");
    }

    /** Changes and deletes images that only one product lists. Another test covers changes of the product. */
    private void change() {
        var random = new Random(SEED);
        var shows = new HashMap<String, Integer>();
        PRODUCTS.forEach(product -> ids(product).forEach(id -> shows.merge(id, 1, Integer::sum)));
        for (var id : api.inventory().ids()) {
            switch (shows.getOrDefault(id, 0) > 1 ? 9 : random.nextInt(10)) {
                case 0 -> api.inventory().patch(id, Map.of("Status", "CREATE_FAILED", "Rating", random.nextInt(9)));
                case 1 -> api.inventory().delete(id);
                default -> {}
            }
        }
    }

    /**
     * Asserts the rate within each second. The limiter allows no bursts, but requests in progress may arrive close
     * together.
     */
    private static void assertRateIsKept(List<RecordedRequest> requests) {
        var times = requests.stream().mapToLong(RecordedRequest::nanos).sorted().toArray();
        for (int from = 0, to = 0; to < times.length; to++) {
            while (times[to] - times[from] > 1_000_000_000L) {
                from++;
            }
            assertThat(to - from + 1).as("requests within a second").isLessThanOrEqualTo(RATE * 5 / 4);
        }
    }

    private static void assertHintsAreWaitedFor(List<RecordedRequest> requests) {
        var sorted = requests.stream()
                .sorted(Comparator.comparing(RecordedRequest::nanos))
                .toList();
        var hints = 0;
        for (var i = 0; i < sorted.size(); i++) {
            var hinted = sorted.get(i);
            if (!HINTED.contains(hinted.faults())) {
                continue;
            }
            hints++;
            var again = sorted.subList(i + 1, sorted.size()).stream()
                    .filter(later -> later.parameters().equals(hinted.parameters()))
                    .findFirst()
                    .orElseThrow();
            assertThat(again.nanos() - hinted.nanos())
                    .as("nanoseconds until %s", again.parameters())
                    .isGreaterThanOrEqualTo(HINT.toNanos());
        }
        assertThat(hints).isPositive();
    }
}
