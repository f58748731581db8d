package org.imageinventory.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values that are nested more deeply, or numbers that have more digits, than PostgreSQL or a parser accepts. They are
 * stored, listed as anomalies, and readable by all commands.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnboundedElementsTest {

    private static final String DIGITS = "9".repeat(200_000);
    private static final String NAME = "n".repeat(60_000);

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10_000)
                            .maxNumberLength(10_000)
                            .maxNameLength(1_000_000)
                            .build())
                    .build())
            .build();

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final StandIn API =
            StandIn.builder().documents(List.of()).build().start();
    private static Program program;
    private static Tables tables;

    @BeforeAll
    static void syncOnce() {
        list("1");
        tables = new Tables(DATABASE);
        program = Program.on(DATABASE, API)
                .with("inventory.products", "CloudApp")
                .with("inventory.api.retry-budget", "1ms");

        assertExit(program.run("sync"), 0);
    }

    /** Lists the elements, each with this value at its innermost place. */
    private static void list(String innermost) {
        API.inventory().ids().forEach(API.inventory()::delete);
        add("lists-1900", "\"X\":" + nested("[", 1_900, innermost));
        add("lists-2500", "\"X\":" + nested("[", 2_500, innermost));
        add("objects-2500", "\"X\":" + nested("{\"d\":", 2_500, innermost));
        add("known-100000", "\"FeatureList\":" + nested("[", 100_000, innermost));
        add("drivers-100000", "\"DriverList\":" + nested("[", 100_000, innermost));
        add("text-100000", "\"DriverList\":[\"" + nested("[", 100_000, innermost) + "\"]");
        add("digits", "\"X\":" + DIGITS + innermost + ",\"Y\":0." + DIGITS + innermost);
        add("known-digits", "\"Rating\":" + DIGITS + innermost + ",\"Platform\":" + DIGITS);
        add("exponent", "\"X\":" + innermost + "e99999999999,\"DriverList\":[\"[" + innermost + "e99999999999]\"]");
        add("wide", "\"" + NAME + "\":" + innermost + "." + "1".repeat(999));
    }

    private static void add(String imageId, String member) {
        API.inventory()
                .addRaw(
                        imageId,
                        "CloudApp",
                        element(imageId, "CloudApp", member).getBytes(UTF_8));
    }

    private static String nested(String opening, int levels, String innermost) {
        return opening.repeat(levels) + innermost + (opening.equals("[") ? "]" : "}").repeat(levels);
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    @Order(1)
    void allAreImages() {
        assertThat(tables.walk("CloudApp"))
                .containsEntry("status", "complete")
                .containsEntry("created", 10L)
                .containsEntry("error_code", null);
        assertThat(tables.value("SELECT document ->> 'X' FROM inventory.current_image WHERE image_id = 'digits'"))
                .isEqualTo(DIGITS + "1");
        assertThat(tables.value("SELECT platform FROM inventory.image WHERE image_id = 'known-digits'"))
                .isEqualTo(DIGITS);
        assertThat(tables.value("SELECT document ->> 'X' FROM inventory.current_image WHERE image_id = 'exponent'"))
                .isEqualTo("1e99999999999");
    }

    @Test
    @Order(1)
    void whatIsNestedTooDeeplyIsKeptAsText() {
        var json = JSON.readTree(String.valueOf(
                tables.value("SELECT document FROM inventory.current_image WHERE image_id = 'objects-2500'")));

        var levels = 0;
        for (json = json.path("X"); json.isObject(); json = json.path("d")) {
            levels++;
        }

        assertThat(levels).isEqualTo(1_999);
        assertThat(json.stringValue()).isEqualTo(nested("{\"d\":", 2_500 - 1_999, "1"));
        assertThat(
                        tables.values(
                                "SELECT DISTINCT kind FROM inventory.field_anomaly WHERE field LIKE 'X.d.d.d%' OR field LIKE 'X[][][]%'"))
                .containsExactly(List.of("malformed"));
        assertThat(tables.values(
                        "SELECT field FROM inventory.field_anomaly WHERE length(field) > 600 AND field NOT LIKE 'n%'"))
                .isEmpty();
    }

    @Test
    @Order(1)
    void theSameAgainIsUnchanged() {
        var before = tables.versions();

        assertExit(program.run("sync"), 0);

        assertThat(tables.versions()).isEqualTo(before);
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "lists-1900",
                "lists-2500",
                "objects-2500",
                "known-100000",
                "drivers-100000",
                "text-100000",
                "digits",
                "known-digits",
                "exponent",
                "wide"
            })
    void isShown(String imageId) {
        var shown = JSON.readTree(
                assertExit(program.run("show", imageId, "--output", "json"), 0).out());

        JsonNode document = shown.at("/images/0/document");
        assertThat(document.path("ImageId").asString()).isEqualTo(imageId);
        assertThat(ServedElement.text(document))
                .isEqualTo(ServedElement.text(JSON.readTree(String.valueOf(
                        tables.rows("SELECT document FROM inventory.current_image WHERE image_id = ?", imageId)
                                .get(0)
                                .get("document")))));
        assertExit(program.run("show", imageId), 0);
    }

    @Test
    @Order(2)
    void viewsReadThem() {
        assertThat(
                        tables.values(
                                """
                                (TABLE inventory.current_image EXCEPT SELECT * FROM inventory.image_as_of('infinity'))
                                UNION ALL
                                (SELECT * FROM inventory.image_as_of('infinity') EXCEPT TABLE inventory.current_image)
                                """))
                .isEmpty();
    }

    @Test
    @Order(3)
    void changesOfThemAreWrittenAndPrinted() {
        list("2");

        assertExit(program.run("sync"), 0);

        assertThat(tables.run()).containsEntry("updated", 10L);
        var printed = JSON.readTree(assertExit(program.run("changes", "--kind", "updated", "--output", "json"), 0)
                .out());
        assertThat(printed.path("changes").findValuesAsString("image_id"))
                .contains("lists-1900", "lists-2500", "objects-2500", "digits", "exponent", "wide");
        assertExit(program.run("changes"), 0);
        assertExit(program.run("show", "lists-1900", "--output", "json", "--as-of", "1h"), 1);
    }

    @Test
    @Order(4)
    void theTablesAreWhatTheDocumentsSay() {
        assertExit(program.run("verify"), 0);
        assertExit(program.run("rebuild"), 0);
        assertExit(program.run("verify"), 0);
    }
}
