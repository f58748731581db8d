package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.testing.Tables.assertExit;

import java.util.List;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which scopes are in the last run of their own configuration, after runs of one or several configurations. */
class ConfigurationsTest {

    private static final StandIn API =
            StandIn.builder().images(30).seed(5).build().start();

    /** The query of docs/operations.md, Watching. */
    private static final String ALARM =
            "SELECT product FROM inventory.scope_freshness WHERE late AND in_last_run ORDER BY product";

    private static final String CONFIGURED =
            """
            SELECT product || coalesce('/' || (filter ->> 'ImageType'), '') FROM inventory.scope_freshness
            WHERE in_last_run ORDER BY 1
            """;

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @AfterEach
    void noFaults() {
        API.faults().clear();
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void aRunOfAnotherConfigurationHidesNoScope() {
        assertExit(products("CloudApp", "CloudDesktop").run("sync"), 0);
        assertExit(products("WuyingServer").run("sync"), 0);

        assertThat(rows(CONFIGURED)).containsExactly("CloudApp", "CloudDesktop", "WuyingServer");
        assertThat(rows(ALARM)).isEmpty();

        // Only the second configuration is still run.
        ago("3 days");
        assertExit(products("WuyingServer").run("sync"), 0);
        assertThat(rows(ALARM)).containsExactly("CloudApp", "CloudDesktop");
    }

    @Test
    void aScopeThatIsNoLongerConfiguredRaisesNoAlarm() {
        assertExit(products("CloudApp", "CloudDesktop").run("sync"), 0);
        ago("3 days");

        assertExit(products("CloudApp").run("sync"), 0);

        assertThat(rows(CONFIGURED)).containsExactly("CloudApp");
        assertThat(rows("SELECT product FROM inventory.scope_freshness WHERE late"))
                .containsExactly("CloudDesktop");
        assertThat(rows(ALARM)).isEmpty();
        assertExit(products("CloudApp", "CloudDesktop").run("sync"), 0);
        assertThat(rows(CONFIGURED)).containsExactly("CloudApp", "CloudDesktop");
    }

    @Test
    void aScopeWithAnotherFilterReplacesTheOldOne() {
        assertExit(products("CloudApp").run("sync"), 0);

        assertExit(
                products("CloudApp").with("inventory.filter.image-type", "User").run("sync"), 0);

        assertThat(rows(CONFIGURED)).containsExactly("CloudApp/User");
    }

    @Test
    void aRunOfSomeScopesHidesNoOther() {
        assertExit(products("CloudApp", "CloudDesktop").run("sync", "--scope", "*/CloudApp"), 0);

        // CloudDesktop is configured but was never walked.
        assertThat(rows(CONFIGURED)).containsExactly("CloudApp", "CloudDesktop");
        assertThat(rows(ALARM)).containsExactly("CloudDesktop");
        assertExit(products("CloudApp", "CloudDesktop").run("sync"), 0);
        assertThat(rows(ALARM)).isEmpty();
        ago("3 days");
        assertExit(products("CloudApp", "CloudDesktop").run("sync", "--scope", "*/CloudDesktop"), 0);
        assertThat(rows(ALARM)).containsExactly("CloudApp");
    }

    @Test
    void aDryRunConfiguresNothing() {
        assertExit(products("CloudApp", "CloudDesktop").run("sync", "--dry-run", "--scope", "*/CloudApp"), 0);

        assertThat(rows(CONFIGURED)).isEmpty();
        assertThat(rows(ALARM)).isEmpty();
        assertThat(rows("SELECT product FROM inventory.scope")).containsExactly("CloudApp");
    }

    @Test
    void aScopeThatNeverCompletedIsLateAlthoughOthersAreComplete() {
        API.faults().when(call -> "CloudDesktop".equals(call.product()), Fault.noPermission());

        assertExit(products("CloudApp", "CloudDesktop").run("sync"), 3);

        assertThat(rows(ALARM)).containsExactly("CloudDesktop");
    }

    @Test
    void theExpectedIntervalIsThatOfTheNewestRun() {
        var app = products("CloudApp");
        assertExit(app.with("inventory.expected-interval", "90m").run("sync"), 0);
        assertExit(products("CloudDesktop").run("sync"), 0);
        assertThat(rows("SELECT product, expected_interval, late_after FROM inventory.scope_freshness ORDER BY 1"))
                .containsExactly("CloudApp|01:30:00|01:30:00", "CloudDesktop|null|2 days");

        ago("2 hours");
        assertThat(rows(ALARM)).containsExactly("CloudApp");
        assertThat(assertExit(app.run("status", "--output", "json"), 0).out())
                .containsPattern(
                        "\"product\" *: *\"CloudApp\"(?s:.*?)\"late_after_seconds\" *: *5400,\\s*\"late\" *: *true");

        assertExit(app.with("inventory.expected-interval", "").run("sync"), 0);
        assertThat(rows("SELECT expected_interval FROM inventory.scope_freshness WHERE product = 'CloudApp'"))
                .containsExactly("null");
    }

    /** Moves all walks back in time, as if nothing had run since. */
    private void ago(String interval) {
        Sql.on(database)
                .run(
                        """
                        UPDATE inventory.scope SET last_complete_at = last_complete_at - interval '%1$s',
                            last_complete_started_at = last_complete_started_at - interval '%1$s'
                        """
                                .formatted(interval));
    }

    private List<String> rows(String query) {
        return Sql.on(database).rows(query);
    }

    private Program products(String... products) {
        var program = Program.on(database, API);
        for (var i = 0; i < products.length; i++) {
            program.with("inventory.products[" + i + "]", products[i]);
        }
        return program;
    }
}
