package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** {@code verify} compares the tables with the documents, and {@code rebuild} writes them again. */
class VerifyAndRebuildTest {

    private static final String A = "main/cn-shanghai/img-a  ";
    private static final String KEY = "(SELECT image_key FROM inventory.image WHERE image_id = 'img-a')";

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private Program program;
    private Sql sql;

    @BeforeEach
    void aRunHasEnded() {
        sql = Sql.on(database);
        program = sync(ThreeMonths.A, ThreeMonths.plain("img-b"));
    }

    private Program sync(String... documents) {
        try (var api = StandIn.builder().documents(List.of(documents)).build().start()) {
            return sync(api);
        }
    }

    private Program sync(StandIn api) {
        var synced = Program.on(database, api).with("inventory.products[0]", "CloudApp");
        var outcome = synced.run("sync", "--progress", "never");
        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        return synced;
    }

    @Test
    void everyHandEditIsFoundAndRebuiltAway() {
        var before = contents();
        sql.run(
                "UPDATE inventory.image SET status = 'BROKEN', ali_uid = NULL, biz_type = 7,"
                        + " gmt_create = gmt_create + interval '1 second', rating = 5,"
                        + " volume_encryption_enabled = false WHERE image_id = 'img-a'",
                "UPDATE inventory.image_tag SET tag_value = 'prod' WHERE tag_key = 'env' AND image_key = " + KEY,
                "DELETE FROM inventory.image_snapshot WHERE snapshot_id = 's-1'",
                "UPDATE inventory.image_region_state SET status = 'FAILED'",
                "UPDATE inventory.image_region SET position = 3 WHERE region_id = 'cn-shanghai'",
                "INSERT INTO inventory.image_app VALUES (" + KEY + ", 2, 'app-2', NULL)",
                "UPDATE inventory.image_feature SET feature = 'GPU'",
                "DELETE FROM inventory.image_language",
                "UPDATE inventory.image_driver SET driver_id = 'd-9' WHERE position = 2",
                "UPDATE inventory.image_resource_category SET category = ''",
                "UPDATE inventory.image SET fingerprint = '00000000-0000-0000-0000-000000000000'"
                        + " WHERE image_id = 'img-b'");

        var found = program.run("verify");

        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.err()).isEmpty();
        var lines = found.out().lines().toList();
        assertThat(lines)
                .contains(
                        A + "image  ali_uid: expected '1234567890123456', found none",
                        A + "image  gmt_create: expected '2024-01-01T00:00:00Z', found '2024-01-01T00:00:01Z'",
                        A + "image  biz_type: expected '1', found '7'",
                        A + "image  status: expected 'INIT', found 'BROKEN'",
                        A + "image  volume_encryption_enabled: expected 'true', found 'false'",
                        A + "image  rating: expected none, found '5'",
                        A + "image_tag  row 1 tag_value: expected 'dev', found 'prod'",
                        A + "image_snapshot  row 1: expected '[s-1, null, SYSTEM, null, null, null, 40]', found none",
                        A + "image_region_state  row 1 status: expected 'AVAILABLE', found 'FAILED'",
                        A + "image_app  row 2: expected none, found '[app-2, null]'",
                        A + "image_region  row 2: expected '[cn-shanghai]', found none",
                        A + "image_region  row 3: expected none, found '[cn-shanghai]'",
                        A + "image_feature  row 1 feature: expected 'PrivateSales', found 'GPU'",
                        A + "image_language  row 1: expected '[en-GB]', found none",
                        A + "image_language  row 2: expected '[zh-CN]', found none",
                        A + "image_driver  row 2 driver_id: expected 'd-2', found 'd-9'",
                        A + "image_resource_category  row 1 category: expected 'gpu', found ''",
                        "2 live images compared with their documents, 18 differences")
                .hasSize(19);
        assertThat(lines)
                .filteredOn(line -> line.contains("fingerprint"))
                .singleElement()
                .asString()
                .startsWith("main/cn-shanghai/img-b  image  fingerprint: expected '")
                .endsWith("found '00000000-0000-0000-0000-000000000000'");

        var rebuilt = program.run("rebuild");

        assertThat(rebuilt.exitCode()).as(rebuilt.err()).isZero();
        assertThat(rebuilt.out())
                .isEqualTo(
                        """
                        2 images rewritten from their newest documents
                        volatile fields have the values of the documents until the next sync
                        """);
        assertThat(contents()).isEqualTo(before);
        assertThat(program.run("verify").exitCode()).isZero();
    }

    @Test
    void whatImagesRepeatOfTheirHistoryIsChecked() {
        sql.run(
                "UPDATE inventory.image SET revision = 2, changed_at = changed_at + interval '1 hour',"
                        + " first_seen_at = first_seen_at - interval '1 hour', owner_scope_key = 99"
                        + " WHERE image_id = 'img-a'",
                "UPDATE inventory.image SET account = 'other', deleted_at = now() WHERE image_id = 'img-b'",
                "INSERT INTO inventory.image_tag VALUES (77, 1, 'a', 'b'), (77, 2, 'c', 'd')",
                "INSERT INTO inventory.image_scope VALUES (78, 1)");

        var json = JsonMapper.shared()
                .readTree(program.run("verify", "--output", "json").out());

        assertThat(json.get("ok").booleanValue()).isFalse();
        assertThat(json.get("images_compared").longValue()).isEqualTo(2);
        assertThat(json.get("difference_count").longValue()).isEqualTo(8);
        assertThat(json.get("differences").values().stream()
                        .map(difference -> difference.get("image").asString("none")
                                + " "
                                + difference.get("table").stringValue() + " "
                                + difference.get("place").stringValue()))
                .containsExactly(
                        "main/cn-shanghai/img-a image changed_at",
                        "main/cn-shanghai/img-a image first_seen_at",
                        "main/cn-shanghai/img-a image owner_scope_key",
                        "main/cn-shanghai/img-a image revision",
                        "other/cn-shanghai/img-b image account",
                        "other/cn-shanghai/img-b image deleted_at",
                        "none image_tag rows of an image that does not exist",
                        "none image_scope rows of an image that does not exist");
        assertThat(json.at("/differences/3/expected").stringValue()).isEqualTo("1");
        assertThat(json.at("/differences/3/found").stringValue()).isEqualTo("2");
        assertThat(json.at("/differences/6/image_key").longValue()).isEqualTo(77);
        assertThat(json.at("/differences/6/found").stringValue()).isEqualTo("2 rows");

        var rebuilt = JsonMapper.shared()
                .readTree(program.run("rebuild", "--output", "json").out());

        assertThat(rebuilt.get("images_rewritten").longValue()).isEqualTo(2);
        assertThat(rebuilt.get("orphans_removed").longValue()).isEqualTo(3);
        assertThat(program.run("verify").out())
                .endsWith("2 live images compared with their documents, no difference\n");
    }

    @Test
    void aBrokenHistoryIsFound() {
        sql.run(
                "INSERT INTO inventory.image_revision SELECT image_key, 3, 'updated', valid_from - interval '1 day',"
                        + " NULL, 1, document FROM inventory.image_revision WHERE image_key = " + KEY,
                "INSERT INTO inventory.image_revision SELECT 77, 1, 'created', valid_from, NULL, 1, document"
                        + " FROM inventory.image_revision WHERE image_key = " + KEY + " AND revision = 1",
                "INSERT INTO inventory.image_change VALUES (" + KEY + ", 2, 1, now(), 1, 'Status', NULL, NULL)");

        var found = program.run("verify");

        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.out())
                .contains(
                        A + "image  revision: expected '3', found '1'",
                        A + "image_revision  revision 3: expected 'after revision 2', found 'after revision 1'",
                        A + "image_revision  revision 3: expected 'valid_from after ",
                        A + "image_change  revision 2: expected none, found '1 row'",
                        "image_key 77  image_revision  rows of an image that does not exist: expected none, found '1 row'");
    }

    @Test
    void volatileFieldsMayBeAheadUntilARebuild() {
        sync(ThreeMonths.A.replace("50%", "70%"), ThreeMonths.plain("img-b"));
        assertThat(
                        sql.rows(
                                "SELECT progress, revision FROM inventory.image_region_state JOIN inventory.image USING (image_key)"))
                .containsExactly("70|1");

        assertThat(program.run("verify").exitCode()).isZero();
        assertThat(program.run("rebuild").exitCode()).isZero();
        assertThat(sql.rows("SELECT progress FROM inventory.image_region_state"))
                .containsExactly("50");

        sync(ThreeMonths.A.replace("50%", "70%"), ThreeMonths.plain("img-b"));
        assertThat(sql.rows("SELECT progress FROM inventory.image_region_state"))
                .containsExactly("70");
        assertThat(sql.rows("SELECT count(*) FROM inventory.image_revision")).containsExactly("2");
    }

    @Test
    void manyImagesAreReadBatchByBatch() {
        try (var api = StandIn.builder().images(3300).seed(5).build().start()) {
            sync(api);
        }
        var images = sql.rows("SELECT count(*) FROM inventory.image WHERE deleted_at IS NULL")
                .get(0);
        assertThat(Long.parseLong(images)).isGreaterThan(1000);
        var before = contents();

        assertThat(program.run("verify").out())
                .isEqualTo(images + " live images compared with their documents, no difference\n");
        assertThat(program.run("rebuild").out()).startsWith(images + " images rewritten");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aRebuildKeepsOffWhileARunHoldsTheInventory() throws SQLException {
        try (var run = sql.connect();
                var statement = run.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(x'696D616765696E76'::bigint)");

            var rebuild = program.run("rebuild");
            var prune = program.run("prune", "--keep", "0d");

            assertThat(rebuild.exitCode()).isEqualTo(75);
            assertThat(rebuild.err()).contains("another run holds this inventory");
            assertThat(prune.exitCode()).isEqualTo(75);
            assertThat(program.run("prune", "--keep", "0d", "--dry-run").exitCode())
                    .isZero();
        }
    }

    /**
     * Returns a fingerprint of every table that {@code rebuild} writes, without the fingerprints of the received texts,
     * which it cannot know.
     */
    private List<String> contents() {
        return Stream.of(List.of("image", "image_scope", "image_revision", "image_change"), Tables.LISTS)
                .flatMap(List::stream)
                .map(table -> table + " "
                        + sql.rows("SELECT count(*), md5(string_agg(t::text, ';' ORDER BY t::text)) FROM"
                                + " (SELECT to_jsonb(r) - 'text_fingerprint' AS t FROM inventory." + table + " r) t"))
                .toList();
    }
}
