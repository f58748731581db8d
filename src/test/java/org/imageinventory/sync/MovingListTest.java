package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.sync.Elements.elements;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.FaultRule;
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
 * The result of a walk whose list changes, repeats images or has gaps. Each product of the run is one case. It has 25
 * images, with ten per page.
 */
class MovingListTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final StandIn API =
            StandIn.builder().documents(List.of()).build().start();

    private static Tables tables;
    private static Program.Outcome outcome;

    @BeforeAll
    static void sync() {
        for (var product : List.of(
                "Calm", "Drifting", "DriftingOnce", "Capped", "Resized", "Overlapping", "Shifted", "Twice", "NoId")) {
            elements(product, 25).forEach(API.inventory()::add);
        }
        API.inventory().add(element("Twice-25", "Twice"));
        API.inventory().add("{\"ProductType\":\"NoId\",\"ImageName\":\"nameless\"}");
        during("Drifting", Fault.countDrifting());
        during("DriftingOnce", Fault.countOffBy(1)).skipping(1).requests(1);
        during("Capped", Fault.pageSizeCap(7));
        during("Resized", Fault.pageSizeCap(7)).skipping(1).requests(1);
        during("Overlapping", Fault.overlapping(2));
        during("Shifted", Fault.overlapping(6)).requests(3);
        tables = new Tables(DATABASE);

        outcome = assertExit(
                Program.on(DATABASE, API)
                        .with(
                                "inventory.products",
                                "Calm,Drifting,DriftingOnce,Capped,Resized,Overlapping,Shifted,Twice,NoId,Empty")
                        .with("inventory.page-size", "10")
                        .with("inventory.chunk-size", "4")
                        .with("inventory.api.read-ahead", "0")
                        .with("inventory.concurrency", "10")
                        .run("sync"),
                3);
    }

    private static FaultRule during(String product, Fault fault) {
        return API.faults().when(call -> product.equals(call.product()), fault);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Calm,         complete, 1,  3, 25, 25",
        "Capped,       complete, 1,  4, 25, 25",
        "Empty,        complete, 1,  1,  0,  0",
        "DriftingOnce, complete, 2,  6, 25, 25",
        "Resized,       complete, 2,  7, 25, 25",
        "Overlapping,  complete, 1,  3, 25, 25",
        "Shifted,      complete, 2,  6, 25, 25",
        "Twice,        torn,     3,  9, 25, 26",
        "NoId,         torn,     3,  9, 25, 26"
    })
    void aWalkSaysWhatItIsWorth(String product, String status, int passes, long pages, long seen, long count) {
        assertThat(tables.walk(product))
                .containsEntry("status", status)
                .containsEntry("passes", passes)
                .containsEntry("pages", pages)
                .containsEntry("images_seen", seen)
                .containsEntry("count_reported", count)
                .containsEntry("created", seen)
                .containsEntry("error_code", null);
    }

    @Test
    void aCountThatNeverStopsMovingTearsTheWalk() {
        assertThat(tables.walk("Drifting"))
                .containsEntry("status", "torn")
                .containsEntry("passes", 3)
                .containsEntry("images_seen", 25L)
                .containsEntry("created", 25L);
    }

    @Test
    void whatWasSeenIsWrittenWhateverTheWalkIsWorth() {
        assertThat(tables.count("image")).isEqualTo(9 * 25);
        assertThat(tables.count("image_scope")).isEqualTo(9 * 25);
        assertThat(tables.count("image_revision")).isEqualTo(9 * 25);
    }

    @Test
    void onlyACompleteWalkDatesItsScope() {
        assertThat(tables.values("SELECT product FROM inventory.scope WHERE last_complete_at IS NULL ORDER BY 1"))
                .containsExactly(List.of("Drifting"), List.of("NoId"), List.of("Twice"));
    }

    @Test
    void anElementWithoutAnIdIsListed() {
        assertThat(tables.row("SELECT field, kind, example, occurrences FROM inventory.field_anomaly"))
                .containsEntry("field", "ImageId")
                .containsEntry("kind", "malformed")
                .containsEntry("example", "{\"ImageName\": \"nameless\", \"ProductType\": \"NoId\"}")
                .containsEntry("occurrences", 3L);
    }

    @Test
    void theSummaryTellsWhichWalksWereTorn() {
        assertThat(tables.run()).containsEntry("outcome", "partial");
        assertThat(outcome.out()).contains("main/cn-shanghai/NoId: torn", "partial: 7 of 10 scopes complete");
    }
}
