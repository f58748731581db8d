package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.elements;
import static org.imageinventory.testing.Tables.assertExit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.RecordedRequest;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Transient faults of the API, each alone. Each fault has its own product and affects its first and last page. */
class PassingFaultsTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration HINT = Duration.ofMillis(400);
    private static final Map<String, Fault> FAULTS = new LinkedHashMap<>();
    private static final List<Integer> PAGES = List.of(1, 3);

    static {
        FAULTS.put("Throttled", Fault.throttled(HINT));
        FAULTS.put("RateLimitHeader", Fault.throttledByRateLimitHeader(HINT));
        FAULTS.put("TooManyRequests", Fault.tooManyRequests(Duration.ofSeconds(1)));
        FAULTS.put("NoHint", Fault.throttled());
        FAULTS.put("Error500", Fault.error(500));
        FAULTS.put("Error503", Fault.error(503));
        FAULTS.put("ErrorPage", Fault.errorPage(502));
        FAULTS.put("Error400", Fault.internalError());
        FAULTS.put("NotSuccess", Fault.notSuccess("InternalError"));
        FAULTS.put("CutJson", Fault.cutJson());
        FAULTS.put("Truncated", Fault.truncated());
        FAULTS.put("Html", Fault.html());
        FAULTS.put("Hang", Fault.hang());
        FAULTS.put("ResetBefore", Fault.resetBeforeAnswer());
        FAULTS.put("ResetDuring", Fault.resetDuringBody());
        FAULTS.put("Closed", Fault.closed());
        FAULTS.put("Stale", Fault.staleKeepAlive());
    }

    private static final StandIn API =
            StandIn.builder().documents(List.of()).build().start();
    private static Tables tables;

    @BeforeAll
    static void sync() {
        FAULTS.forEach((product, fault) -> PAGES.forEach(page -> API.faults()
                .when(call -> product.equals(call.product()) && call.page() == page, fault)
                .requests(1)));
        var products = new ArrayList<>(FAULTS.keySet());
        products.forEach(product -> elements(product, 25).forEach(API.inventory()::add));
        tables = new Tables(DATABASE);

        assertExit(
                Program.on(DATABASE, API)
                        .with("inventory.products", String.join(",", products))
                        .with("inventory.api.read-timeout", READ_TIMEOUT.toSeconds() + "s")
                        .with("inventory.page-size", "10")
                        .with("inventory.chunk-size", "5")
                        .with("inventory.concurrency", "20")
                        .run("sync"),
                0);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    static Stream<String> faults() {
        return FAULTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theScopeIsCompleteAndExactlyAsServed(String product) {
        assertThat(tables.walk(product))
                .containsEntry("status", "complete")
                .containsEntry("pages", 3L)
                .containsEntry("images_seen", 25L)
                .containsEntry("created", 25L);
        assertThat(tables.values("SELECT image_id FROM inventory.image WHERE product_type = ?", product).stream()
                        .map(row -> String.valueOf(row.get(0))))
                .containsExactlyInAnyOrderElementsOf(API.inventory().ids(Map.of("ProductType", product)));
        assertThat(requests(product).stream().filter(RecordedRequest::faulty))
                .extracting(RecordedRequest::page)
                .containsExactlyInAnyOrderElementsOf(PAGES);
    }

    @Test
    void onlyPagesThatFailedAreAskedForAgain() {
        // A stale connection fails a request that the stand-in never reads.
        var hits = (FAULTS.size() - 1) * PAGES.size();
        var least = FAULTS.size() * 3 + hits;

        // On a busy machine, a correct response may come too late, so some more retries are allowed.
        assertThat(API.requests()).hasSizeBetween(least, least + 5);
        assertThat((Long) Objects.requireNonNull(tables.run().get("api_retries")))
                .isBetween((long) hits, hits + PAGES.size() + 5L);
    }

    @ParameterizedTest
    @CsvSource({"Throttled, 400", "RateLimitHeader, 400", "TooManyRequests, 1000"})
    void theAnswersHintIsWaitedFor(String product, long millis) {
        for (var page : PAGES) {
            var tries =
                    requests(product).stream().filter(one -> one.page() == page).toList();

            assertThat(tries).hasSizeGreaterThan(1);
            assertThat(tries.get(1).nanos() - tries.get(0).nanos())
                    .as("nanoseconds until page " + page + " is requested again")
                    .isGreaterThanOrEqualTo(Duration.ofMillis(millis).toNanos());
        }
    }

    private static List<RecordedRequest> requests(String product) {
        return API.requests().stream()
                .filter(request -> product.equals(request.product()))
                .toList();
    }
}
