package org.imageinventory.sync;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.sync.Elements.elements;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Elements that are garbled during transfer, once or every time. The scope and the other images are complete. */
class DamagedElementsTest {

    private static final String GARBLED = "{\"ImageId\":\"garbled\",\"ProductType\":\"CloudApp\",\"Rating\":1x}";

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated().perTest();

    private final StandIn api = StandIn.builder().documents(List.of()).build().start();
    private Tables tables;
    private Program program;

    @BeforeEach
    void list() {
        tables = new Tables(database);
        elements("CloudApp", 3).forEach(api.inventory()::add);
        program = Program.on(database, api)
                .with("inventory.products", "CloudApp,CloudDesktop")
                .with("inventory.api.retry-budget", "1ms");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void anElementThatIsGarbledOnceIsAskedForAgain() {
        var images = String.join(",", elements("CloudApp", 3));
        api.faults().next(1, Fault.data("[" + images.replace("CloudApp-2", "CloudApp-2\\q") + "]"));

        assertExit(program.with("inventory.products", "CloudApp").run("sync"), 0);

        assertThat(tables.walk("CloudApp")).containsEntry("status", "complete").containsEntry("images_seen", 3L);
        assertThat(tables.run()).containsEntry("api_retries", 1L);
        assertThat(tables.count("field_anomaly")).isZero();
    }

    @Test
    void anElementThatStaysGarbledIsListedAndProvesNothing() {
        api.inventory().add(element("garbled", "CloudApp", "\"Rating\":1"));
        assertExit(program.run("sync"), 0);
        api.inventory().delete("garbled");
        api.inventory().addRaw("garbled", "CloudApp", GARBLED.getBytes(UTF_8));
        api.inventory().delete("CloudApp-1");
        api.inventory().add(element("new", "CloudApp"));

        assertExit(program.run("sync"), 3);

        assertThat(tables.walk("CloudApp"))
                .containsEntry("status", "torn")
                .containsEntry("created", 1L)
                .containsEntry("deleted", 0L);
        assertThat(tables.walk("CloudDesktop")).containsEntry("status", "complete");
        assertThat(tables.values("SELECT field, kind, example FROM inventory.field_anomaly"))
                .containsExactly(List.of("Data[]", "malformed", "\"" + GARBLED.replace("\"", "\\\"") + "\""));
        assertThat(tables.values("SELECT image_id, deleted_at IS NULL FROM inventory.image ORDER BY 1"))
                .containsExactly(
                        List.of("CloudApp-1", true),
                        List.of("CloudApp-2", true),
                        List.of("CloudApp-3", true),
                        List.of("garbled", true),
                        List.of("new", true));
        assertThat(tables.value("SELECT rating FROM inventory.image WHERE image_id = 'garbled'"))
                .isEqualTo(1);
    }

    @Test
    void bytesThatAreNotUtf8AreReplacedAndListed() {
        var image = element("latin", "CloudApp", "\"ImageName\":\"B\u00fccher\",\"Description\":\"\\u4e66\"");
        api.inventory().addRaw("latin", "CloudApp", image.getBytes(ISO_8859_1));

        assertExit(program.run("sync"), 0);

        assertThat(tables.values("SELECT image_name, description FROM inventory.image WHERE image_id = 'latin'"))
                .containsExactly(List.of("B\uFFFDcher", "\u4e66"));
        assertThat(tables.values("SELECT field, kind, example FROM inventory.field_anomaly"))
                .containsExactly(List.of("ImageName", "malformed", "\"B\uFFFDcher\""));
    }
}
