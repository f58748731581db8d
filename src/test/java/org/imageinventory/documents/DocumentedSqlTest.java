package org.imageinventory.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SQL statement on the pages runs. Queries in the README and in the runbooks return rows. */
class DocumentedSqlTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final Pattern PSQL = Pattern.compile("psql [^\n]*-c '([^'\\\\][^']*)'");
    private static final Pattern INLINE = Pattern.compile("(?s)(SELECT|DELETE|GRANT|UPDATE) .*\\b(FROM|ON) .*");

    /** Identifies the query for sessions that wait. There are none in this test. */
    private static final String WAITING = "wait_event_type";

    record Statement(Page page, String text) {

        boolean finds() {
            return page.file().toString().matches("README.md|docs/operations.md")
                    && text.startsWith("SELECT")
                    && !text.contains(WAITING);
        }

        @Override
        public String toString() {
            return page + ": " + text.lines().findFirst().orElse("");
        }
    }

    @BeforeAll
    static void live() {
        BadDay.live(DATABASE);
    }

    static Stream<Statement> statements() {
        return Page.all().stream().flatMap(page -> sql(page).stream().map(text -> new Statement(page, text.strip())));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementRuns(Statement statement) throws SQLException {
        // The roles have other names in tests.
        var sql = statement.text().replace("image_inventory_", "test_inventory_");
        try (var stuck = BadDay.stuckRun(DATABASE);
                var connection = Sql.on(DATABASE).connect();
                var run = connection.createStatement()) {
            connection.setAutoCommit(false);
            var isQuery = run.execute(sql);
            if (statement.finds()) {
                assertThat(isQuery).isTrue();
                assertThat(run.getResultSet().next()).as("a row").isTrue();
            }
            connection.rollback();
            assertThat(stuck).isNotNull();
        }
    }

    private static List<String> sql(Page page) {
        var found = new ArrayList<String>();
        for (var block : page.blocks()) {
            if (block.language().equals("sql")) {
                found.add(block.text());
            }
            PSQL.matcher(block.text()).results().forEach(match -> found.add(match.group(1)));
        }
        page.code().filter(code -> INLINE.matcher(code).matches()).forEach(found::add);
        return found;
    }
}
