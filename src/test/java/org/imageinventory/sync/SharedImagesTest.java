package org.imageinventory.sync;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import java.util.Map;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Images that several scopes list at the same time. */
class SharedImagesTest {

    private static final List<String> PRODUCTS = List.of("CloudApp", "CloudDesktop", "WuyingServer");

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void anImageOfThreeProductsHasOneOwnerOneRowAndThreeScopes() {
        try (var api = StandIn.builder().documents(List.of()).build().start()) {
            for (var i = 0; i < 400; i++) {
                api.inventory().add(element("i-" + i, PRODUCTS.get(i % 3), "\"FeatureList\":[\"GPU\"]"));
                api.inventory().supports("i-" + i, PRODUCTS.toArray(String[]::new));
            }
            var program =
                    Program.on(database, api).with("inventory.chunk-size", "30").with("inventory.page-size", "40");
            var tables = new Tables(database);

            assertExit(program.run("sync"), 0);

            assertThat(tables.count("image")).isEqualTo(400);
            assertThat(tables.count("image_feature")).isEqualTo(400);
            assertThat(tables.count("image_revision")).isEqualTo(400);
            assertThat(tables.count("image_scope")).isEqualTo(1200);
            assertThat(tables.run()).containsEntry("created", 400L).containsEntry("unchanged", 800L);
            assertThat(tables.values("SELECT DISTINCT status, images_seen FROM inventory.walk"))
                    .containsExactly(List.of("complete", 400L));

            for (var i = 0; i < 400; i += 2) {
                api.inventory().patch("i-" + i, Map.of("Status", "AVAILABLE"));
            }
            assertExit(program.run("sync"), 0);

            assertThat(tables.run()).containsEntry("updated", 200L);
            assertThat(tables.count("image_revision")).isEqualTo(600);
            assertThat(tables.count("image_change")).isEqualTo(200);
            assertThat(tables.changes("i-0")).containsExactly(entry("Status", "null → \"AVAILABLE\""));
        }
    }

    @Test
    void anImageWhoseOwnerIsNotWalkedIsWrittenByAnotherScope() {
        try (var api = twoProductsShowOne()) {
            var program = Program.on(database, api).with("inventory.products", "CloudApp,CloudDesktop");
            var tables = new Tables(database);
            assertExit(program.run("sync", "--scope", "*/CloudApp"), 0);
            var owner = tables.value("SELECT owner_scope_key FROM inventory.image");
            api.inventory().patch("shared", Map.of("Status", "AVAILABLE"));

            assertExit(program.run("sync", "--scope", "*/CloudDesktop"), 0);

            assertThat(tables.row("SELECT status, revision FROM inventory.image"))
                    .containsEntry("status", "AVAILABLE")
                    .containsEntry("revision", 2);
            assertThat(tables.value("SELECT owner_scope_key FROM inventory.image"))
                    .isNotEqualTo(owner);
            assertThat(tables.count("image_scope")).isEqualTo(2);
            assertExit(program.run("sync"), 0);
            assertThat(tables.count("image_revision")).isEqualTo(2);
        }
    }

    @Test
    void anImageThatLeavesItsOwnerIsWrittenInTheSameRun() {
        try (var api = twoProductsShowOne()) {
            var program = Program.on(database, api).with("inventory.products", "CloudApp,CloudDesktop");
            var tables = new Tables(database);
            assertExit(program.run("sync", "--scope", "*/CloudApp"), 0);
            assertExit(program.run("sync", "--scope", "*/CloudDesktop"), 0);
            assertThat(tables.count("image_scope")).isEqualTo(2);
            api.inventory().patch("shared", Map.of("ProductType", "CloudDesktop", "Status", "AVAILABLE"));
            api.inventory().supports("shared", "CloudDesktop");

            assertExit(program.run("sync"), 0);

            assertThat(tables.row("SELECT status, revision FROM inventory.image"))
                    .containsEntry("status", "AVAILABLE")
                    .containsEntry("revision", 2);
            assertThat(tables.changes("shared")).containsKeys("ProductType", "Status");
            assertThat(
                            tables.values(
                                    """
                            SELECT s.product, s.scope_key = i.owner_scope_key
                            FROM inventory.image i JOIN inventory.image_scope USING (image_key)
                            JOIN inventory.scope s USING (scope_key)
                            """))
                    .containsExactly(List.of("CloudDesktop", true));
            assertExit(program.run("sync"), 0);
            assertThat(tables.count("image_revision")).isEqualTo(2);
        }
    }

    @Test
    void oneIdInTwoRegionsIsTwoImages() {
        var documents = List.of(element("same", "CloudApp"));
        try (var one = StandIn.builder().documents(documents).build().start();
                var other = StandIn.builder()
                        .region("ap-southeast-1")
                        .documents(documents)
                        .build()
                        .start()) {

            assertExit(Program.on(database, one, other).run("sync"), 0);

            assertThat(new Tables(database).values("SELECT region, image_id FROM inventory.image ORDER BY 1"))
                    .containsExactly(List.of("ap-southeast-1", "same"), List.of("cn-shanghai", "same"));
        }
    }

    /** Starts a stand-in with an image of CloudApp that CloudDesktop also lists. */
    private static StandIn twoProductsShowOne() {
        var api = StandIn.builder()
                .documents(List.of(element("shared", "CloudApp", "\"Status\":\"INIT\"")))
                .build()
                .start();
        api.inventory().supports("shared", "CloudDesktop");
        return api;
    }
}
