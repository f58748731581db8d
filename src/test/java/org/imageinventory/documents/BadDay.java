package org.imageinventory.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.IntStream;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;

/** An inventory with all the problems that the runbooks describe. */
final class BadDay {

    private BadDay() {}

    /**
     * Creates a scope that is no longer configured. Then a scope whose sweep is refused, a scope that fails, an unknown
     * field and a value that does not fit.
     */
    static void live(PostgresDatabase database) {
        var images = IntStream.range(0, 30)
                .mapToObj(
                        """
                        {"ImageId": "img-%d", "ProductType": "CloudApp", "ImageType": "User", "Status": "AVAILABLE",
                         "TagList": [{"Key": "env", "Value": "dev"}]}"""
                                ::formatted)
                .toList();
        try (var api = StandIn.builder().documents(images).build().start()) {
            var program = Program.on(database, api);
            var narrow = Program.on(database, api)
                    .with("inventory.products[0]", "CloudApp")
                    .with("inventory.filter.image-type", "User");
            assertThat(narrow.run("sync").exitCode()).isZero();
            Sql.on(database)
                    .run("UPDATE inventory.scope SET last_complete_at = last_complete_at - interval '8 days',"
                            + " last_complete_started_at = last_complete_started_at - interval '8 days'");
            assertThat(program.run("sync").exitCode()).isZero();

            images.stream().skip(10).map(BadDay::id).forEach(api.inventory()::delete);
            api.inventory().patch(id(images.get(0)), Map.of("NewField", 1, "Rating", "high"));
            api.faults().when(call -> "CloudDesktop".equals(call.product()), Fault.noPermission());
            assertThat(program.run("sync").exitCode()).isEqualTo(4);
        }
    }

    /** Opens a session that looks like that of a run and holds the run lock. */
    static Connection stuckRun(PostgresDatabase database) throws SQLException {
        var connection = Sql.on(database).connect();
        try (var statement = connection.createStatement()) {
            statement.execute("SET application_name = 'image-inventory process 1 on elsewhere'");
            statement.execute("SELECT pg_advisory_lock(1)");
        }
        return connection;
    }

    private static String id(String document) {
        return document.split("\"", 5)[3];
    }
}
