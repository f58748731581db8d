package org.imageinventory.sync;

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

/** A dry run compares and prints the differences. It writes only its own log. */
class DryRunTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void whatWouldChangeIsToldAndNotWritten() {
        try (var api = StandIn.builder()
                .documents(List.of(element("a", "CloudApp", "\"Status\":\"INIT\""), element("b", "CloudApp")))
                .build()
                .start()) {
            var program = Program.on(database, api);
            var tables = new Tables(database);
            assertExit(program.run("sync"), 0);
            api.inventory().patch("a", Map.of("Status", "AVAILABLE"));
            api.inventory().add(element("c", "CloudDesktop", "\"Unknown\":1"));
            var images = tables.versions();
            var scopes = tables.values("SELECT ctid::text, xmin::text FROM inventory.scope");

            var outcome = assertExit(program.run("sync", "--dry-run"), 0);

            assertThat(tables.versions()).isEqualTo(images);
            assertThat(tables.values("SELECT ctid::text, xmin::text FROM inventory.scope"))
                    .isEqualTo(scopes);
            assertThat(tables.count("sighting")).isZero();
            assertThat(tables.run())
                    .containsEntry("dry_run", true)
                    .containsEntry("outcome", "complete")
                    .containsEntry("created", 1L)
                    .containsEntry("updated", 1L);
            assertThat(outcome.out())
                    .contains("would create main/cn-shanghai/CloudDesktop c")
                    .contains("would update main/cn-shanghai/CloudApp a")
                    .contains("Status: \"INIT\" → \"AVAILABLE\"")
                    .contains("a dry run: no image was written");

            assertExit(program.run("sync"), 0);

            assertThat(tables.run()).containsEntry("created", 1L).containsEntry("updated", 1L);
        }
    }
}
