package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code prune} deletes from three months of history, and what it never deletes. */
class PruneTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private Program program;
    private Sql sql;

    @BeforeEach
    void threeMonthsPass() {
        program = ThreeMonths.live(database).asOwner(database);
        sql = Sql.on(database);
    }

    @Test
    void whatIsOlderGoesButTheStateAtTheLimitStays() {
        var middleOfFebruary = daysSince("2024-02-15T12:00:00Z");
        for (var period : List.of("P100Y", "P99Y2M3D", "40000d", "5000w")) {
            assertThat(program.run("prune", "--keep", period).out()).startsWith("removed nothing older than ");
        }

        var dry = json("prune", "--keep", middleOfFebruary, "--dry-run", "--output", "json");
        assertThat(dry.get("dry_run").booleanValue()).isTrue();
        assertThat(sql.rows("SELECT count(*) FROM inventory.image_revision")).containsExactly("12");

        var report = json("prune", "--keep", middleOfFebruary, "--output", "json");

        assertThat(dry.get("rows")).isEqualTo(report.get("rows"));
        var rows = report.get("rows");
        // Deleted: January's revisions of img-a and img-b, both revisions of img-d, and img-a's three changes of
        // February.
        assertThat(rows.get("inventory.image_revision").longValue()).isEqualTo(4);
        assertThat(rows.get("inventory.image_change").longValue()).isEqualTo(3);
        assertThat(rows.get("inventory.image").longValue()).isEqualTo(1);
        assertThat(rows.get("inventory.image_tag").longValue()).isEqualTo(1);
        assertThat(rows.get("inventory.image_scope").longValue()).isZero();
        assertThat(rows.get("inventory.sync_run").longValue()).isEqualTo(2);
        assertThat(rows.get("inventory.walk").longValue()).isEqualTo(4);
        assertThat(rows.get("batch.batch_job_instance").longValue()).isEqualTo(2);
        assertThat(rows.get("batch.batch_job_execution").longValue()).isEqualTo(2);
        assertThat(rows.get("batch.batch_step_execution").longValue()).isPositive();

        assertThat(
                        sql.rows(
                                """
                                SELECT i.region, i.image_id, r.revision, r.change_kind
                                FROM inventory.image_revision r LEFT JOIN inventory.image i USING (image_key)
                                ORDER BY 1, 2, 3
                                """))
                .containsExactly(
                        "ap-southeast-1|img-a|1|created",
                        "cn-shanghai|img-a|2|updated",
                        "cn-shanghai|img-b|2|deleted",
                        "cn-shanghai|img-b|3|restored",
                        "cn-shanghai|img-c|1|created",
                        "cn-shanghai|img-c|2|updated",
                        "cn-shanghai|img-e|1|created",
                        "cn-shanghai|img-e|2|deleted");
        assertThat(sql.rows("SELECT DISTINCT field FROM inventory.image_change ORDER BY 1"))
                .containsExactly("Description", "ImageName");
        assertThat(sql.rows("SELECT run_id FROM inventory.sync_run")).containsExactly("3");
        assertThat(sql.rows("SELECT count(*) FROM inventory.image WHERE image_id = 'img-d'"))
                .containsExactly("0");

        assertThat(program.run("verify").exitCode()).isZero();
        assertThat(program.run("show", "img-c", "--as-of", "2024-02-16").out())
                .contains("image_name                c\n");
        var before = program.run("show", "img-a", "--region", "cn-shanghai", "--as-of", "2024-01-15");
        assertThat(before.exitCode()).isEqualTo(1);
        assertThat(before.err()).contains("its history before ", "was pruned");
        assertThat(program.run("prune", "--keep", middleOfFebruary).out()).startsWith("removed nothing older than ");
    }

    @Test
    void withNothingKeptTheCurrentStateStays() {
        var lastJob = "SELECT count(*) FROM batch.batch_job_instance";
        sql.run("UPDATE batch.batch_job_execution SET status = 'STOPPED'");

        var outcome = program.run("prune", "--keep", "0d");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines())
                .contains("TABLE                               ROWS", "inventory.image_change                 5")
                .anyMatch(line -> line.matches("removed \\d+ rows older than .+"));
        assertThat(sql.rows("SELECT image_id, r.revision, change_kind FROM inventory.image_revision r"
                        + " JOIN inventory.image USING (image_key) ORDER BY region DESC, image_id"))
                .containsExactly("img-a|2|updated", "img-b|3|restored", "img-c|2|updated", "img-a|1|created");
        assertThat(sql.rows("SELECT count(*) FROM inventory.image_change")).containsExactly("0");
        assertThat(sql.rows("SELECT run_id, count(*) FROM inventory.walk GROUP BY 1"))
                .containsExactly("3|2");
        assertThat(sql.rows(lastJob)).as("the last job can still be resumed").containsExactly("1");
        assertThat(program.run("verify").exitCode()).isZero();
        // An image's heading is not indented.
        assertThat(program.run("changes").out().lines().filter(line -> !line.startsWith(" ")))
                .hasSize(4);

        sql.run("UPDATE batch.batch_job_execution SET status = 'STARTED', end_time = NULL");
        assertThat(program.run("prune", "--keep", "0d").exitCode()).isZero();
        assertThat(sql.rows(lastJob)).containsExactly("1");

        sql.run("UPDATE batch.batch_job_execution SET status = 'COMPLETED', end_time = '2024-03-01'");
        assertThat(program.run("prune", "--keep", "0d").out()).contains("batch.batch_job_instance");
        assertThat(sql.rows(lastJob)).containsExactly("0");
    }

    /** Returns a {@code --keep} whose limit is a moment of that date. */
    private static String daysSince(String date) {
        return ChronoUnit.DAYS.between(Instant.parse(date), Instant.now()) + "d";
    }

    private JsonNode json(String... arguments) {
        var outcome = program.run(arguments);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return JsonMapper.shared().readTree(outcome.out());
    }
}
