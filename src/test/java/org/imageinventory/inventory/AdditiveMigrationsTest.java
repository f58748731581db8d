package org.imageinventory.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a release, migrations only add. So queries on the tables of one release also run on those of the next. */
class AdditiveMigrationsTest {

    /** The last migration of this major version's first release. No user has queried an older schema. */
    private static final String FIRST_RELEASE = "4.1";

    /** Everything that a query can name: columns with their types, and functions with their arguments and results. */
    private static final String NAMEABLE =
            """
            SELECT format('%I.%I %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod))
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'inventory'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
                AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT format('%I(%s) %s', proname, pg_get_function_arguments(oid), pg_get_function_result(oid))
            FROM pg_proc
            WHERE pronamespace = 'inventory'::regnamespace AND prorettype <> 'trigger'::regtype
            """;

    @RegisterExtension
    final PostgresDatabase database = new PostgresDatabase();

    @TempDir
    Path later;

    @Test
    void noMigrationAfterTheFirstReleaseTakesSomethingAway() {
        assertThat(takenAway()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ALTER TABLE inventory.image_app DROP COLUMN app_name CASCADE             | 5000: image_app.app_name text
            ALTER TABLE inventory.image_tag RENAME COLUMN tag_key TO name            | 5000: image_tag.tag_key text
            ALTER TABLE inventory.sync_run ALTER COLUMN api_requests TYPE numeric    | 5000: sync_run.api_requests
            ALTER TABLE inventory.image_language RENAME TO language                  | 5000: image_language.language text
            DROP VIEW inventory.stuck_image                                          | 5000: stuck_image.image_id text
            ALTER FUNCTION inventory.image_as_of RENAME TO image_at                  | 5000: image_as_of(
            """)
    void aMigrationThatTakesSomethingAwayIsFoundOut(String sql, String first) throws IOException {
        Files.writeString(later.resolve("V5000__made_up.sql"), sql);

        assertThat(takenAway()).isNotEmpty().anySatisfy(gone -> assertThat(gone).startsWith(first));
    }

    @Test
    void whatComesIsNoMatter() throws IOException {
        Files.writeString(
                later.resolve("V5000__made_up.sql"),
                """
                ALTER TABLE inventory.image ADD COLUMN made_up text;
                CREATE TABLE inventory.image_made_up (image_key bigint REFERENCES inventory.image);
                CREATE INDEX ON inventory.image_made_up (image_key);
                """);

        assertThat(takenAway()).isEmpty();
    }

    /** Returns what each migration after the first release removes, prefixed by the migration's version. */
    private List<String> takenAway() {
        migrateTo(FIRST_RELEASE);
        var gone = new ArrayList<String>();
        for (var migration : flyway("latest").info().pending()) {
            var version = migration.getVersion().getVersion();
            var before = nameable();
            migrateTo(version);
            before.removeAll(nameable());
            before.forEach(name -> gone.add(version + ": " + name));
        }
        return gone;
    }

    private List<String> nameable() {
        var names = new ArrayList<>(Sql.on(database).rows(NAMEABLE));
        assertThat(names).hasSizeGreaterThan(100);
        return names;
    }

    private void migrateTo(String version) {
        flyway(version).migrate();
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration", "filesystem:" + later)
                .defaultSchema("inventory")
                .schemas("inventory", "batch")
                .target(target)
                .load();
    }
}
