package org.imageinventory.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.ListImageCall;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * No image is marked as deleted without proof. There are 30 images in CloudApp, 10 in CloudDesktop, and 10 images per
 * page.
 */
class SweepTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder().documents(documents()).build();

    @BeforeEach
    void firstRun() {
        api.start();
        assertThat(sync()).isZero();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anImageThatTheApiKnowsNoMoreIsDeletedAndKeepsItsLastDocument() {
        api.inventory().delete("imgc-7");

        assertThat(sync()).isZero();

        assertThat(deleted()).containsExactly("imgc-7");
        assertThat(history("imgc-7")).containsExactly("1 created Image 7", "2 deleted Image 7");
        assertThat(rows("SELECT deleted::text FROM inventory.sync_run ORDER BY run_id DESC LIMIT 1"))
                .containsExactly("1");
        assertThat(rows("SELECT count(*)::text FROM inventory.image_scope JOIN inventory.image USING (image_key)"
                        + " WHERE image_id = 'imgc-7'"))
                .containsExactly("0");
    }

    @Test
    void aDeletionIsDatedByTheLastLookThatSawTheImage() {
        sync();
        api.inventory().delete("imgc-7");

        sync();

        assertThat(
                        rows(
                                """
                        SELECT (r.not_before = w.pass_started_at AND r.not_before < r.valid_from AND i.deleted_at = r.valid_from)::text
                        FROM inventory.image_revision r JOIN inventory.image i USING (image_key)
                        JOIN inventory.walk w ON w.run_id = 2 AND w.scope_key = i.owner_scope_key
                        WHERE i.image_id = 'imgc-7' AND r.revision = 2
                        """))
                .containsExactly("true");
    }

    @Test
    void anImageThatReturnsIsRestoredWithItsPast() {
        api.inventory().delete("imgc-7");
        sync();
        api.inventory().restore("imgc-7");
        api.inventory().patch("imgc-7", Map.of("Status", "INIT"));

        assertThat(sync()).isZero();

        assertThat(deleted()).isEmpty();
        assertThat(history("imgc-7")).containsExactly("1 created Image 7", "2 deleted Image 7", "3 restored Image 7");
        assertThat(rows("SELECT field || ' ' || old_value || ' ' || new_value FROM inventory.image_change"))
                .containsExactly("Status \"AVAILABLE\" \"INIT\"");
    }

    @Test
    void anImageThatReturnedCanGoAgain() {
        api.inventory().delete("imgc-7");
        sync();
        api.inventory().restore("imgc-7");
        sync();
        api.inventory().delete("imgc-7");

        assertThat(sync()).isZero();

        assertThat(deleted()).containsExactly("imgc-7");
    }

    @Test
    void aFailedLastPageDeletesNothing() {
        api.inventory().delete("imgc-7");
        api.faults().when(call -> isWalkOf(call, "CloudApp") && call.page() == 3, Fault.error(500));

        assertThat(sync()).isEqualTo(3);

        assertThat(deleted()).isEmpty();
        assertThat(lastWalks()).containsExactly("CloudApp failed", "CloudDesktop complete");
    }

    @Test
    void aTornWalkDeletesNothing() {
        api.inventory().delete("imgc-7");
        api.faults().when(call -> isWalkOf(call, "CloudApp"), Fault.countDrifting());

        assertThat(sync()).isEqualTo(3);

        assertThat(deleted()).isEmpty();
        assertThat(lastWalks()).containsExactly("CloudApp torn", "CloudDesktop complete");
    }

    @Test
    void lostPermissionDeletesNothing() {
        api.faults().always(Fault.noPermission());

        assertThat(sync()).isEqualTo(1);

        assertThat(deleted()).isEmpty();
    }

    @Test
    void anEmptyAnswerWithSuccessIsRefused() {
        api.faults().when(call -> call.product() != null && call.product().equals("CloudApp"), Fault.empty());

        assertThat(sync()).isEqualTo(4);

        assertThat(deleted()).isEmpty();
        assertThat(lastWalks()).containsExactly("CloudApp refused", "CloudDesktop complete");
        assertThat(rows("SELECT outcome FROM inventory.sync_run ORDER BY run_id DESC LIMIT 1"))
                .containsExactly("refused");
    }

    @Test
    void anImageThatTheListHidesButTheApiKnowsStaysLive() {
        // The image has moved to a product that is not walked. The scope's list and the lookup in the scope no longer
        // find it. A lookup without a product does.
        api.inventory().patch("imgc-7", Map.of("ProductType", "WuyingServer"));

        assertThat(sync()).isZero();

        assertThat(deleted()).isEmpty();
        assertThat(rows("SELECT product_type FROM inventory.image WHERE image_id = 'imgc-7'"))
                .containsExactly("WuyingServer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"ImageId\": \"imgc-8\"}]", "[{\"ImageName\": \"Image 7\"}]", "[7]", "[]"})
    void anAnswerThatIsNeitherTheImageNorNothingProvesNothing(String data) {
        api.inventory().delete("imgc-7");
        Predicate<ListImageCall> question =
                call -> "imgc-7".equals(call.parameters().get("ImageId"));
        api.faults().when(question, Fault.data(data));
        api.faults().when(question, Fault.countOffBy(1));

        assertThat(sync()).isEqualTo(3);

        assertThat(deleted()).isEmpty();
        assertThat(lastWalks()).containsExactly("CloudApp complete", "CloudDesktop complete");
    }

    @ParameterizedTest
    @CsvSource({"refuse, 4, 0", "allow, 0, 10"})
    void anEmptyListOfASmallScopeIsRefusedUnlessItIsAllowed(String empty, int exitCode, int deleted) {
        for (var i = 31; i <= 40; i++) {
            api.inventory().delete("imgc-" + i);
        }

        var program = program("CloudApp", "CloudDesktop").with("inventory.mass-delete-guard.empty", empty);

        assertThat(program.run("sync").exitCode()).isEqualTo(exitCode);
        assertThat(deleted()).hasSize(deleted);
    }

    @Test
    void anEmptyListIsBelievedIfAPersonAcceptsIt() {
        for (var i = 31; i <= 40; i++) {
            api.inventory().delete("imgc-" + i);
        }
        assertThat(sync()).isEqualTo(4);
        assertThat(rows("SELECT error_code || ': ' || error_message FROM inventory.walk WHERE status = 'refused'"))
                .containsExactly("EmptyList: the list is empty, but the scope holds 10 live images");

        assertThat(sync("--accept-mass-delete")).isZero();
        assertThat(deleted()).hasSize(10);
    }

    @Test
    void anEmptyListIsNoLossIfAnotherScopeShowsTheImages() {
        for (var i = 31; i <= 40; i++) {
            api.inventory().patch("imgc-" + i, Map.of("ProductType", "CloudApp"));
        }

        assertThat(sync()).isZero();

        assertThat(deleted()).isEmpty();
    }

    @Test
    void anAccountIsGuardedAsAWhole() {
        // Neither scope loses more than the minimum of 10 images, but both together do.
        for (var i = 1; i <= 9; i++) {
            api.inventory().delete("imgc-" + i);
        }
        for (var i = 31; i <= 39; i++) {
            api.inventory().delete("imgc-" + i);
        }

        assertThat(sync()).isEqualTo(4);

        assertThat(deleted()).isEmpty();
        assertThat(lastWalks()).containsExactly("CloudApp refused", "CloudDesktop refused");
        assertThat(rows("SELECT error_message FROM inventory.walk WHERE status = 'refused' ORDER BY scope_key"))
                .first()
                .isEqualTo("18 of 40 images of account main are missing, 9 of 30 of this scope");
    }

    @Test
    void aScopeThatIsRefusedByItselfDoesNotRefuseTheOthersOfItsAccount() {
        for (var i = 1; i <= 20; i++) {
            api.inventory().delete("imgc-" + i);
        }
        api.inventory().delete("imgc-40");

        assertThat(sync()).isEqualTo(4);

        assertThat(deleted()).containsExactly("imgc-40");
        assertThat(lastWalks()).containsExactly("CloudApp refused", "CloudDesktop complete");
    }

    @Test
    void aMassDisappearanceIsRefusedUntilAPersonAcceptsIt() {
        for (var i = 1; i <= 11; i++) {
            api.inventory().delete("imgc-" + i);
        }
        api.inventory().delete("imgc-40");

        assertThat(sync()).isEqualTo(4);
        assertThat(deleted()).containsExactly("imgc-40");
        assertThat(lastWalks()).containsExactly("CloudApp refused", "CloudDesktop complete");

        assertThat(sync("--accept-mass-delete")).isZero();
        assertThat(deleted()).hasSize(12);
    }

    @Test
    void aResumedRunTakesThePersonsWordToo() {
        for (var i = 1; i <= 11; i++) {
            api.inventory().delete("imgc-" + i);
        }
        api.faults().always(Fault.noPermission());
        assertThat(sync()).isEqualTo(1);
        api.faults().clear();

        assertThat(sync("--accept-mass-delete")).isZero();

        assertThat(deleted()).hasSize(11);
        assertThat(rows("SELECT count(*)::text FROM inventory.sync_run")).containsExactly("2");
    }

    @Test
    void asManyAsTheGuardAllowsAreDeleted() {
        for (var i = 1; i <= 9; i++) {
            api.inventory().delete("imgc-" + i);
        }

        assertThat(sync()).isZero();

        assertThat(deleted()).hasSize(9);
    }

    @Test
    void anImageThatMovesBetweenWalkedProductsIsNotDeletedAndChangesItsOwner() {
        api.inventory().patch("imgc-7", Map.of("ProductType", "CloudDesktop"));

        assertThat(sync()).isZero();
        assertThat(sync()).isZero();

        assertThat(deleted()).isEmpty();
        assertThat(holders("imgc-7")).containsExactly("CloudDesktop");
        assertThat(rows("SELECT s.product || ' ' || i.product_type FROM inventory.image i"
                        + " JOIN inventory.scope s ON s.scope_key = i.owner_scope_key WHERE image_id = 'imgc-7'"))
                .containsExactly("CloudDesktop CloudDesktop");
    }

    @Test
    void anImageOfTwoScopesIsDeletedOnlyWhenNoneHoldsIt() {
        api.inventory().supports("imgc-7", "CloudApp", "CloudDesktop");
        sync();
        assertThat(holders("imgc-7")).containsExactly("CloudApp", "CloudDesktop");
        api.inventory().delete("imgc-7");
        api.faults().when(call -> isWalkOf(call, "CloudDesktop"), Fault.error(500));

        assertThat(sync()).isEqualTo(3);
        assertThat(deleted()).isEmpty();
        assertThat(holders("imgc-7")).containsExactly("CloudDesktop");

        api.faults().clear();
        assertThat(sync()).isZero();
        assertThat(deleted()).containsExactly("imgc-7");
    }

    @Test
    void aScopeThatIsConfiguredNoMoreAndAnotherFilterDeleteNothing() {
        api.inventory().delete("imgc-7");
        api.inventory().delete("imgc-40");

        assertThat(program()
                        .with("inventory.products[0]", "CloudDesktop")
                        .run("sync")
                        .exitCode())
                .isZero();
        assertThat(deleted()).containsExactly("imgc-40");

        var narrowed = program("CloudApp", "CloudDesktop").with("inventory.filter.image-name", "Image 1");
        assertThat(narrowed.run("sync").exitCode()).isZero();
        assertThat(narrowed.run("sync").exitCode()).isZero();
        assertThat(deleted()).containsExactly("imgc-40");
    }

    @Test
    void aMissingImageWhoseLookupFailsIsNotDeletedAndTheRunIsPartial() {
        api.inventory().delete("imgc-7");
        api.faults().when(call -> call.parameters().containsKey("ImageId"), Fault.error(500));

        assertThat(sync()).isEqualTo(3);

        assertThat(deleted()).isEmpty();
        assertThat(lastWalks()).containsExactly("CloudApp complete", "CloudDesktop complete");
    }

    @Test
    void aDryRunTellsWhatWouldBeDeletedAndDeletesNothing() {
        api.inventory().delete("imgc-7");

        var outcome = program("CloudApp", "CloudDesktop").run("sync", "--dry-run");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("imgc-7").contains("would delete");
        assertThat(deleted()).isEmpty();
        assertThat(holders("imgc-7")).containsExactly("CloudApp");
    }

    @Test
    void aDryRunLeavesAnUnfinishedRunToBeResumed() {
        api.faults().always(Fault.noPermission());
        assertThat(sync()).isEqualTo(1);
        api.faults().clear();

        assertThat(sync("--dry-run")).isZero();
        assertThat(sync()).isZero();

        assertThat(rows("SELECT run_id || ' ' || outcome FROM inventory.sync_run WHERE NOT dry_run ORDER BY run_id"))
                .containsExactly("1 complete", "2 complete");
    }

    private int sync(String... options) {
        var arguments = new ArrayList<>(List.of("sync"));
        arguments.addAll(List.of(options));
        return program("CloudApp", "CloudDesktop")
                .run(arguments.toArray(String[]::new))
                .exitCode();
    }

    private Program program(String... products) {
        var program =
                Program.on(database, api).with("inventory.page-size", "10").with("inventory.api.retry-budget", "100ms");
        for (var i = 0; i < products.length; i++) {
            program.with("inventory.products[" + i + "]", products[i]);
        }
        return program;
    }

    private static boolean isWalkOf(ListImageCall call, String product) {
        return product.equals(call.product()) && !call.parameters().containsKey("ImageId");
    }

    private List<String> deleted() {
        return rows("SELECT image_id FROM inventory.image WHERE deleted_at IS NOT NULL ORDER BY image_id");
    }

    private List<String> history(String imageId) {
        return rows("SELECT r.revision || ' ' || change_kind || ' ' || (document ->> 'ImageName')"
                + " FROM inventory.image_revision r JOIN inventory.image USING (image_key)"
                + " WHERE image_id = '" + imageId + "' ORDER BY r.revision");
    }

    private List<String> holders(String imageId) {
        return rows("SELECT product FROM inventory.image_scope JOIN inventory.scope USING (scope_key)"
                + " JOIN inventory.image USING (image_key) WHERE image_id = '" + imageId + "' ORDER BY product");
    }

    private List<String> lastWalks() {
        return rows("SELECT product || ' ' || status FROM inventory.walk JOIN inventory.scope USING (scope_key)"
                + " WHERE run_id = (SELECT max(run_id) FROM inventory.sync_run) ORDER BY product");
    }

    private List<String> rows(String sql) {
        return JdbcClient.create(database.dataSource())
                .sql(sql)
                .query(String.class)
                .list();
    }

    private static List<String> documents() {
        return IntStream.rangeClosed(1, 40)
                .mapToObj(i ->
                        """
                        {"ImageId": "imgc-%d", "ImageName": "Image %d", "Status": "AVAILABLE", "ProductType": "%s"}
                        """
                                .formatted(i, i, i <= 30 ? "CloudApp" : "CloudDesktop"))
                .toList();
    }
}
