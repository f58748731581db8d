package org.imageinventory.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that the program writes equal the rows that image_as_of reads from the documents. */
@NullMarked
class CurrentEqualsNewestTest {

    private static final List<String> SCALARS =
            words("GmtCreate GmtModified AliUid BizType Status Platform OnlineVersion SystemDiskSize "
                    + "CompatibleMode Rating VolumeEncryptionEnabled Description");

    private static final List<String> LISTS =
            words("TagList SnapshotList ImageRegionDistributeList AppList ImageRegionList FeatureList "
                    + "SupportedLanguageList DriverList ResourceInstanceCategory");

    private static final List<String> MEMBERS =
            words("Key Value SnapshotId VersionId DiskType DiskSubType BindType DiskCategory Size RegionId Status "
                    + "Progress AppId AppName ImageId");

    /** Values in the wrong place, or at the limits of what fits. */
    private static final List<String> ODD = List.of(
            "null",
            "\"\"",
            "\" \"",
            "true",
            "\"TRUE\"",
            "\"False\"",
            "\" true\"",
            "0",
            "-0",
            "1.0",
            "1.50",
            "-7",
            "40.5",
            "1e2",
            "1E+3",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "123456789012345678901234567890",
            "0.000000000000000000001",
            "\"42\"",
            "\"+42\"",
            "\" 42\\n\"",
            "\"4 2\"",
            "\"00000000000000000042\"",
            "\"000000000000000000042\"",
            "\"70%\"",
            "\" 70 % \"",
            "\"70%%\"",
            "\"%\"",
            "\"101%\"",
            "\"-1%\"",
            "\"100%\"",
            "100",
            "\"2025-04-25 15:13:57\"",
            "\"2025-04-25T15:13:57\"",
            "\"2025-04-25t15:13\"",
            "\"2025-04-25 15:13:57.123456\"",
            "\"2025-04-25 15:13:57.\"",
            "\"2025-04-25 15:13:57Z\"",
            "\"2025-04-25 15:13:57z\"",
            "\"2025-04-25T15:13:57+08\"",
            "\"2025-04-25T15:13:57+0800\"",
            "\"2025-04-25T15:13:57-18:00\"",
            "\"2025-04-25T15:13:57+18:01\"",
            "\"2025-04-25T15:13:57+05:30:15\"",
            "\"2025-02-29 00:00:00\"",
            "\"2024-02-29 00:00:00\"",
            "\"1900-02-29 00:00:00\"",
            "\"2025-04-31 00:00:00\"",
            "\"2025-12-31 23:59:59\"",
            "\"2025-12-31 24:00:00\"",
            "\"2025-12-31 23:59:60\"",
            "\"0000-01-01 00:00:00\"",
            "\"0001-01-01 00:00:00\"",
            "\"0001-01-03 00:00:00\"",
            "\"9999-12-30 00:00:00\"",
            "\"9999-12-31 12:00:00\"",
            "\"+2025-01-01 00:00:00\"",
            "\"2024-10-27 02:30:00\"",
            "\"2024-03-31 02:30:00\"",
            "\"2025-04-25\"",
            "\"[\"",
            "\"[]\"",
            "\"[\\\"a\\\", \\\"b\\\"]\"",
            "\"[\\\"b\\\",\\\"a\\\",\\\"b\\\"] \"",
            "\" [\\\"a\\\"]\"",
            "\"[\\\"a\\\"] x\"",
            "\"[\\\"a\\\",]\"",
            "\"[1, true, null, {\\\"k\\\": [1, \\\"]\\\"]}, [\\\"n\\\"], \\\"x\\\"]\"",
            "\"[\\\"\\\\u0041\\\\n\\\\\\\\u0000\\\"]\"",
            "\"[\\\"\\\\u0000\\\\ud800\\\\ud83d\\\\ude00\\\"]\"",
            "\"[01]\"",
            "\"[tru]\"",
            "\"[1e99, -0.5E-99]\"",
            "\"[1e100]\"",
            "\"[1e9999]\"",
            "\"[1e99999999999]\"",
            "\"[" + "9".repeat(251) + "]\"",
            "\"[" + "9".repeat(252) + "]\"",
            "\"[0." + "1".repeat(251) + "]\"",
            "\"" + "[".repeat(99) + "1" + "]".repeat(99) + "\"",
            "\"[{\\\"k\\\":" + "[".repeat(98) + "]".repeat(98) + "},2]\"",
            "\"" + "[".repeat(101) + "]".repeat(101) + "\"",
            "\"" + "[".repeat(30_000) + "]".repeat(30_000) + "\"",
            "\"[\\\"a\\\" \\\"b\\\"]\"",
            "\"{\\\"a\\\": 1}\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\uffee\"",
            "\"é\"",
            "\"Z\"",
            "\"a\"",
            "{}",
            "[]",
            "{\"Key\": \"k\"}",
            "[\"a\", [\"b\", [\"c\"]], {\"d\": 1}, null, 1.50]");

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated().perTest();

    @Test
    void theSeededImagesReadTheSame() {
        try (var api = StandIn.builder().images(300).seed(11).build().start()) {
            assertThat(Program.on(DATABASE, api).run("sync").exitCode()).isZero();
            assertThat(differences()).isEmpty();
            assertThat(count("inventory.current_image")).isEqualTo(300);
        }
    }

    @Test
    void timesReadTheSameInEveryZone() {
        try (var api = StandIn.builder().images(20).seed(5).build().start()) {
            for (var zone : List.of("GMT+8", "-03:30", "UTC", "Europe/Berlin", "Etc/GMT-5")) {
                var run = Program.on(DATABASE, api)
                        .with("inventory.timestamp-zone", zone)
                        .run("sync");
                assertThat(run.exitCode()).as(run.err()).isZero();
                assertThat(differences()).as(zone).isEmpty();
            }
        }
    }

    @Test
    void oddValuesReadTheSame() {
        var random = new Random(3);
        var documents = IntStream.range(0, 1500)
                .mapToObj(i -> odd(random, "i-" + i, ODD.get(i % ODD.size())))
                .toList();
        try (var api = StandIn.builder().documents(documents).build().start()) {
            var run = Program.on(DATABASE, api).run("sync");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(differences()).isEmpty();
            assertThat(count("inventory.current_image")).isEqualTo(1500);
        }
    }

    private static String odd(Random random, String id, String systematic) {
        var members = new ArrayList<String>();
        members.add("\"ImageId\": \"" + id + "\", \"ProductType\": \"CloudApp\"");
        SCALARS.forEach(
                name -> members.add("\"" + name + "\": " + (random.nextInt(4) == 0 ? pick(random, ODD) : systematic)));
        LISTS.forEach(name -> members.add("\"" + name + "\": " + list(random, systematic)));
        return "{" + String.join(", ", members) + "}";
    }

    private static String list(Random random, String systematic) {
        if (random.nextInt(6) == 0) {
            return systematic;
        }
        var elements = new ArrayList<String>();
        for (var i = random.nextInt(5); i > 0; i--) {
            elements.add(random.nextBoolean() ? pick(random, ODD) : object(random));
        }
        return "[" + String.join(", ", elements) + "]";
    }

    /** Returns an object with few different values, so that elements and keys repeat. */
    private static String object(Random random) {
        var odd = random.nextInt(3) == 0 ? ODD : List.of("\"a\"", "\"b\"", "7");
        var members = MEMBERS.stream()
                .filter(name -> random.nextInt(3) > 0)
                .map(name -> "\"" + name + "\": " + pick(random, odd))
                .toList();
        return "{" + String.join(", ", members) + "}";
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Returns the columns that differ, with both values and the document. */
    private static List<String> differences() {
        return JdbcClient.create(DATABASE.dataSource())
                .sql(
                        """
                        SELECT c.key || ': ' || c.value || ' in the tables, ' || a.value || ' in ' || t.document
                        FROM inventory.current_image t
                        LEFT JOIN inventory.image_as_of(now()) o USING (image_key)
                        CROSS JOIN LATERAL jsonb_each(to_jsonb(t) - 'document') c
                        LEFT JOIN LATERAL jsonb_each(to_jsonb(o) - 'document') a USING (key)
                        WHERE c.value IS DISTINCT FROM a.value OR o.document IS DISTINCT FROM t.document
                        LIMIT 20
                        """)
                .query(String.class)
                .list();
    }

    private static long count(String table) {
        return JdbcClient.create(DATABASE.dataSource())
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
