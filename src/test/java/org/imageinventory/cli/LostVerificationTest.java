package org.imageinventory.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A verification that loses its database after it has printed differences. */
class LostVerificationTest {

    @RegisterExtension
    static final PostgresDatabase database = PostgresDatabase.migrated();

    @Test
    void aLostDatabaseLeavesADocumentThatSaysSo() {
        try (var many = StandIn.builder().images(2500).seed(3).build().start()) {
            var program = Program.on(database, many).with("inventory.products[0]", "CloudDesktop");
            assertThat(program.run("sync", "--progress", "never").exitCode()).isZero();
            var sql = Sql.on(database);
            sql.run("UPDATE inventory.image SET rating = coalesce(rating, 0) + 1");

            var out = new SessionsEndWhenPrinting(sql);
            var outcome = program.run(out, "verify", "--output", "json");

            assertThat(out.struck.get()).as("output during the verification").isTrue();
            assertThat(outcome.exitCode()).isEqualTo(1);
            var document = StrictJson.read(out.toString(StandardCharsets.UTF_8));
            assertThat(document.get("differences").size()).isBetween(1, 2400);
            assertThat(document.get("complete").booleanValue()).isFalse();
            assertThat(document.has("ok")).isFalse();
            assertThat(document.at("/error/code").stringValue()).isEqualTo("DatabaseConnectionLost");
            assertThat(outcome.err()).startsWith("image-inventory: database ");
        }
    }

    /** Ends the program's sessions with the database when the first bytes are printed. */
    private static final class SessionsEndWhenPrinting extends ByteArrayOutputStream {

        private final AtomicBoolean struck = new AtomicBoolean();
        private final Sql sql;

        SessionsEndWhenPrinting(Sql sql) {
            this.sql = sql;
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            if (struck.compareAndSet(false, true)) {
                sql.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            }
        }
    }
}
