package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import java.util.Map;
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

/** Each interval contains its change. It starts with a walk that is known to have seen the old state. */
class EvidenceTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private final StandIn api = StandIn.builder()
            .documents(List.of(
                    element("shared", "CloudApp", "\"Status\":\"INIT\""),
                    element("another", "CloudApp"),
                    element("other", "CloudDesktop")))
            .build();

    @BeforeEach
    void twoScopesHoldTheImage() {
        api.start();
        api.inventory().supports("shared", "CloudApp", "CloudDesktop");
        assertExit(sync("*/CloudApp"), 0);
        assertExit(sync("*"), 0);
        assertThat(owner()).isEqualTo("CloudApp");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anotherScopeWritesTheImageIfTheOwnerFails() {
        api.inventory().patch("shared", Map.of("Status", "AVAILABLE"));
        api.faults().when(EvidenceTest::isOfTheOwner, Fault.noPermission());

        assertExit(sync("*"), 3);
        assertExit(sync("*"), 3);

        assertThat(tables().value("SELECT status FROM inventory.image WHERE image_id = 'shared'"))
                .isEqualTo("AVAILABLE");
        assertThat(owner()).isEqualTo("CloudDesktop");
        assertThat(secondRevisionIsBoundedByRun(2)).isTrue();
        api.faults().clear();
        assertExit(sync("*"), 0);
        assertThat(owner())
                .as("the image does not change back to its old owner")
                .isEqualTo("CloudDesktop");
        assertThat(revisions()).containsExactly("created", "updated");
    }

    @Test
    void aWalkThatSawTheNewStateIsNoEvidenceOfTheOldOne() {
        api.inventory().patch("shared", Map.of("Status", "AVAILABLE"));
        // The retries take so long that the other scope has been walked before the owner fails.
        api.faults().when(EvidenceTest::isOfTheOwner, Fault.error(503));
        assertExit(program().with("inventory.api.retry-budget", "2s").run("sync"), 3);
        api.faults().clear();

        assertExit(program().with("inventory.products", "CloudDesktop").run("sync"), 0);

        assertThat(revisions()).containsExactly("created", "updated");
        assertThat(secondRevisionIsBoundedByRun(2)).isTrue();
    }

    @Test
    void aReturnedImageIsDatedFromItsDeletionOn() {
        api.inventory().delete("shared");
        assertExit(sync("*"), 0);
        api.inventory().restore("shared");
        api.inventory().supports("shared", "CloudApp");
        assertExit(sync("*/CloudDesktop"), 0);
        assertThat(revisions()).containsExactly("created", "deleted");
        api.inventory().patch("shared", Map.of("ProductType", "CloudDesktop"));
        api.inventory().supports("shared", "CloudDesktop");

        assertExit(sync("*/CloudDesktop"), 0);

        assertThat(revisions()).containsExactly("created", "deleted", "restored");
        assertThat(
                        tables().value(
                                        """
                        SELECT r.not_before = d.valid_from
                        FROM inventory.image_revision r JOIN inventory.image_revision d USING (image_key)
                        WHERE r.change_kind = 'restored' AND d.change_kind = 'deleted'
                        """))
                .as("the earlier walk of CloudDesktop could not see an image of CloudApp")
                .isEqualTo(true);
    }

    @Test
    void anImageThatReturnsWithTheVeryTextIsRestored() {
        api.inventory().delete("shared");
        assertExit(sync("*"), 0);
        api.inventory().restore("shared");

        assertExit(sync("*"), 0);

        assertThat(revisions()).containsExactly("created", "deleted", "restored");
        assertThat(tables().value("SELECT deleted_at FROM inventory.image WHERE image_id = 'shared'"))
                .isNull();
    }

    private Program.Outcome sync(String scope) {
        return program().run("sync", "--scope", scope);
    }

    private Program program() {
        return Program.on(database, api).with("inventory.products", "CloudApp,CloudDesktop");
    }

    private static boolean isOfTheOwner(ListImageCall call) {
        return "CloudApp".equals(call.product());
    }

    private @Nullable Object owner() {
        return tables().value(
                        """
                SELECT s.product FROM inventory.image i JOIN inventory.scope s ON s.scope_key = i.owner_scope_key
                WHERE i.image_id = 'shared'
                """);
    }

    private List<@Nullable Object> revisions() {
        return tables()
                .values(
                        """
                        SELECT change_kind FROM inventory.image_revision JOIN inventory.image i USING (image_key)
                        WHERE i.image_id = 'shared' ORDER BY image_revision.revision
                        """)
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private boolean secondRevisionIsBoundedByRun(long runId) {
        return Boolean.TRUE.equals(tables().value(
                        """
                SELECT r.not_before = (SELECT max(pass_started_at) FROM inventory.walk WHERE run_id = ?)
                FROM inventory.image_revision r JOIN inventory.image i USING (image_key)
                WHERE i.image_id = 'shared' AND r.revision = 2
                """,
                        runId));
    }

    private Tables tables() {
        return new Tables(database);
    }
}
