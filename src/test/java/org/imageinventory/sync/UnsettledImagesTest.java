package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.ListImageCall;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A missing image that cannot be settled does not prevent other images, or later runs, from being settled. */
class UnsettledImagesTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder()
            .documents(IntStream.rangeClosed(1, 30)
                    .mapToObj(i -> element("i-" + i, "CloudApp"))
                    .toList())
            .build();

    @BeforeEach
    void firstRun() {
        api.start();
        assertExit(sync(), 0);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anInconclusiveLookupLeavesTheImageAndSettlesTheOthers() {
        List.of("i-3", "i-5", "i-7").forEach(api.inventory()::delete);
        api.faults().when(call -> isLookUpOf(call, "i-5"), Fault.data("[{\"ImageId\": \"I-5\"}]"));

        var outcome = assertExit(sync(), 3);

        assertThat(outcome.out())
                .contains("InconclusiveLookup", "i-5", "partial: 1 of 1 scopes complete")
                .doesNotContain("Exception");
        assertThat(deleted()).containsExactly("i-3", "i-7");
        assertThat(tables().walk("CloudApp"))
                .containsEntry("status", "complete")
                .containsEntry("unsettled", 1L)
                .containsEntry("error_code", "InconclusiveLookup");
        assertThat(tables().run()).containsEntry("outcome", "partial");
    }

    @Test
    void theNextRunListsAgainAndSettlesIt() {
        assertExit(sync(), 0);
        api.inventory().delete("i-5");
        api.faults().when(call -> isLookUpOf(call, "i-5"), Fault.data("[{\"ImageId\": \"I-5\"}]"));
        assertExit(sync(), 3);
        assertExit(sync(), 3);
        api.inventory().patch("i-1", Map.of("Status", "INIT"));
        api.inventory().delete("i-9");
        api.faults().clear();

        assertExit(sync(), 0);

        assertThat(deleted()).containsExactly("i-5", "i-9");
        assertThat(tables().value("SELECT status FROM inventory.image WHERE image_id = 'i-1'"))
                .isEqualTo("INIT");
        assertThat(
                        tables().values(
                                        """
                        SELECT i.image_id, w.run_id
                        FROM inventory.image_revision r JOIN inventory.image i USING (image_key)
                        JOIN inventory.walk w ON w.pass_started_at = r.not_before
                        WHERE r.change_kind = 'deleted' ORDER BY 1
                        """))
                .as("the walk that last saw each image")
                .containsExactly(List.of("i-5", 2L), List.of("i-9", 4L));
    }

    @Test
    void anImageWhoseLookupFailsDoesNotFailItsScope() {
        List.of("i-3", "i-5", "i-7").forEach(api.inventory()::delete);
        api.faults().when(call -> isLookUpOf(call, "i-5"), Fault.error(500));

        assertExit(sync(), 3);

        assertThat(deleted()).containsExactly("i-3", "i-7");
        assertThat(tables().walk("CloudApp"))
                .containsEntry("status", "complete")
                .containsEntry("unsettled", 1L);
    }

    @Test
    void aScopeWhoseLookupsAllFailHasFailedAndIsListedAgainByTheNextRun() {
        List.of("i-3", "i-5", "i-7").forEach(api.inventory()::delete);
        api.faults().when(call -> call.parameters().containsKey("ImageId"), Fault.noPermission());
        assertExit(sync(), 1);
        assertThat(tables().walk("CloudApp"))
                .containsEntry("status", "failed")
                .containsEntry("error_code", "Forbidden.NoPermission");
        api.inventory().patch("i-1", Map.of("Status", "INIT"));

        assertExit(sync(), 1);

        assertThat(tables().value("SELECT status FROM inventory.image WHERE image_id = 'i-1'"))
                .isEqualTo("INIT");
        assertThat(deleted()).isEmpty();
        api.faults().clear();
        assertExit(sync(), 0);
        assertThat(deleted()).containsExactly("i-3", "i-5", "i-7");
    }

    private Program.Outcome sync() {
        return Program.on(database, api)
                .with("inventory.products", "CloudApp")
                .with("inventory.api.retry-budget", "100ms")
                .run("sync");
    }

    private static boolean isLookUpOf(ListImageCall call, String imageId) {
        return imageId.equals(call.parameters().get("ImageId"));
    }

    private List<@Nullable Object> deleted() {
        return tables().values("SELECT image_id FROM inventory.image WHERE deleted_at IS NOT NULL ORDER BY 1").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private Tables tables() {
        return new Tables(database);
    }
}
