package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.element;
import static org.imageinventory.testing.Tables.assertExit;

import java.sql.SQLException;
import java.util.List;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Only the holder of the run lock keeps other runs out. */
class OneRunAtATimeTest {

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void aSecondRunNamesTheHolderAndDoesNothing() throws SQLException {
        try (var api = StandIn.builder()
                        .documents(List.of(element("a", "CloudApp")))
                        .build()
                        .start();
                var holder = database.dataSource().getConnection();
                var statement = holder.createStatement()) {
            statement.execute("SET application_name = 'image-inventory process 42 on elsewhere'");
            // "imageinv" in ASCII. Every version of the program uses this lock.
            statement.execute("SELECT pg_advisory_lock(" + 0x696D_6167_6569_6E76L + ")");
            var program = Program.on(database, api);

            var refused = assertExit(program.run("sync"), 75);

            assertThat(refused.err()).contains("image-inventory process 42 on elsewhere");
            assertThat(api.requests()).isEmpty();
            assertThat(new Tables(database).count("sync_run")).isZero();

            statement.execute("SELECT pg_advisory_unlock_all()");
            assertExit(program.run("sync"), 0);
        }
    }
}
