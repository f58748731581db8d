package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.elements;
import static org.imageinventory.testing.Tables.assertExit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imageinventory.standin.Fault;
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

/**
 * Scopes that fail, each in a different way and without effect on the other scopes. Each product of the run is one
 * case.
 */
class FailedScopesTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final StandIn API =
            StandIn.builder().documents(List.of()).build().start();
    private static final Map<String, Fault> FAULTS = new LinkedHashMap<>();

    static {
        FAULTS.put("NoPermission", Fault.noPermission());
        FAULTS.put("BizType", Fault.error(400, "InvalidBizType", "The bizType parameter is invalid."));
        FAULTS.put("Html", Fault.html());
        FAULTS.put("CutJson", Fault.cutJson());
        FAULTS.put("Truncated", Fault.truncated());
        FAULTS.put("NotSuccess", Fault.notSuccess("NoSuchThing"));
        FAULTS.put("NoData", Fault.dataMissing());
        FAULTS.put("DataText", Fault.data("\"none\""));
        FAULTS.put("CountText", Fault.count("\"many\""));
        FAULTS.put("NoCount", Fault.countMissing());
        FAULTS.put("Error500", Fault.error(500));
        FAULTS.put("Error400", Fault.internalError());
        FAULTS.put("ErrorPage", Fault.errorPage(502));
        FAULTS.put("Reset", Fault.resetBeforeAnswer());
    }

    private static Tables tables;
    private static Program.Outcome outcome;

    @BeforeAll
    static void sync() {
        var products = new ArrayList<>(FAULTS.keySet());
        FAULTS.forEach((product, fault) -> API.faults().when(call -> product.equals(call.product()), fault));
        products.addAll(List.of("LastPage", "Busy", "Good"));
        API.faults()
                .when(
                        call -> "LastPage".equals(call.product()) && call.page() == 3,
                        Fault.error(404, "InvalidApi.NotFound", "gone"));
        API.faults()
                .when(call -> "Busy".equals(call.product()), Fault.throttled(Duration.ofMillis(10)))
                .requests(2);
        products.forEach(product -> elements(product, 25).forEach(API.inventory()::add));
        tables = new Tables(DATABASE);

        outcome = assertExit(
                Program.on(DATABASE, API)
                        .with("inventory.products", String.join(",", products))
                        .with("inventory.api.retry-budget", "300ms")
                        .with("inventory.api.read-ahead", "0")
                        .with("inventory.page-size", "10")
                        .with("inventory.chunk-size", "5")
                        .with("inventory.concurrency", "20")
                        .run("sync"),
                3);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @ParameterizedTest
    @CsvSource({
        "NoPermission, Forbidden.NoPermission, not authorized",
        "BizType,      InvalidBizType,         The bizType parameter is invalid",
        "CutJson,      BrokenAnswer,           cut off",
        "NotSuccess,   NoSuchThing,            The request failed",
        "NoData,       BrokenAnswer,           Data is missing",
        "DataText,     BrokenAnswer,           Data is '\"none\"'",
        "CountText,    BrokenAnswer,           Count is '\"many\"'",
        "NoCount,      BrokenAnswer,           Count is missing",
        "Error500,     InternalError,          unknown error",
        "Error400,     InternalError,          Internal error"
    })
    void aFailureIsToldWithItsCodeAndRequest(String product, String code, String message) {
        var walk = tables.walk(product);

        assertThat(walk)
                .containsEntry("status", "failed")
                .containsEntry("error_code", code)
                .containsEntry("pages", 0L)
                .containsEntry("images_seen", 0L)
                .doesNotContainEntry("ended_at", null);
        assertThat(String.valueOf(walk.get("error_message"))).contains(message, "main", "cn-shanghai", "page 1");
        assertThat(requestsOf(product)).contains(String.valueOf(walk.get("request_id")));
        assertThat(outcome.out()).contains("main/cn-shanghai/" + product + ": " + code);
    }

    private static List<String> requestsOf(String product) {
        return API.requests().stream()
                .filter(request -> product.equals(request.product()))
                .map(request -> request.requestId())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"Truncated, BrokenAnswer", "Reset, ConnectionLost", "Html, BrokenAnswer", "ErrorPage, Http502"})
    void aFailureWithoutAnAnswerOfTheApiHasNoRequest(String product, String code) {
        assertThat(tables.walk(product))
                .containsEntry("status", "failed")
                .containsEntry("error_code", code)
                .containsEntry("request_id", null);
    }

    @ParameterizedTest
    @CsvSource({"NoPermission,1", "BizType,1", "NotSuccess,1"})
    void whatAskingAgainCannotMendIsAskedOnce(String product, int requests) {
        assertThat(requestsOf(product)).hasSize(requests);
    }

    @Test
    void whatWasReadBeforeTheFailureStays() {
        assertThat(tables.walk("LastPage"))
                .containsEntry("status", "failed")
                .containsEntry("error_code", "InvalidApi.NotFound")
                .containsEntry("pages", 2L)
                .containsEntry("images_seen", 20L)
                .containsEntry("created", 20L);
        assertThat(tables.value("SELECT count(*) FROM inventory.image WHERE product_type = 'LastPage'"))
                .isEqualTo(20L);
    }

    @Test
    void theOthersAreComplete() {
        assertThat(tables.walk("Good")).containsEntry("status", "complete").containsEntry("images_seen", 25L);
        assertThat(tables.values("SELECT product FROM inventory.scope WHERE last_complete_at IS NOT NULL ORDER BY 1"))
                .containsExactly(List.of("Busy"), List.of("Good"));
        assertThat(tables.run()).containsEntry("outcome", "partial").containsEntry("created", 70L);
    }

    @Test
    void throttledPagesRecoverAndAreCounted() {
        assertThat(tables.walk("Busy")).containsEntry("status", "complete").containsEntry("images_seen", 25L);
        assertThat((Long) tables.run().get("api_retries")).isGreaterThanOrEqualTo(2);
        assertThat(tables.run())
                .containsEntry("api_requests", (long) API.requests().size());
    }

    @Test
    void noSecretIsToldAnywhere() {
        assertThat(outcome.out() + outcome.err()).doesNotContain("test-secret", "\tat ");
        assertThat(tables.values("SELECT error_message FROM inventory.walk").toString())
                .doesNotContain("test-secret");
    }
}
