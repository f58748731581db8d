package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.elements;
import static org.imageinventory.testing.Tables.assertExit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imageinventory.standin.AccessKey;
import org.imageinventory.standin.Inventory;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Several accounts, each with its own key. */
class AccountsTest {

    @RegisterExtension
    final PostgresDatabase database = new PostgresDatabase();

    private final String homeBefore = System.getProperty("user.home");

    @BeforeEach
    void writeProfiles(@TempDir Path home) throws IOException {
        Files.createDirectory(home.resolve(".aliyun"));
        Files.writeString(
                home.resolve(".aliyun/config.json"),
                """
                {"current": "tenant-b", "profiles": [
                  {"name": "tenant-b", "mode": "AK", "access_key_id": "b-id", "access_key_secret": "b-secret"},
                  {"name": "tenant-c", "mode": "AK", "access_key_id": "c-id", "access_key_secret": "c-secret"}]}
                """);
        System.setProperty("user.home", home.toString());
    }

    @AfterEach
    void forgetProfiles() {
        System.setProperty("user.home", homeBefore);
    }

    @Test
    void eachAccountIsAskedWithItsKeyAndFailsByItself() {
        try (var api = StandIn.builder()
                .documents(elements("CloudApp", 3))
                .inventory("tenant-b", Inventory.of(elements("CloudApp", 5)))
                .accessKey("test-id", "test-secret")
                .accessKey(AccessKey.of("b-id", "b-secret").ofAccount("tenant-b", 22))
                .accessKey(AccessKey.of("c-id", "c-secret")
                        .ofAccount("tenant-c", 33)
                        .withoutPermission())
                .build()
                .start()) {
            var program = Program.on(database, api)
                    .with("inventory.products", "CloudApp")
                    .with("inventory.accounts[1].name", "b")
                    .with("inventory.accounts[1].profile", "tenant-b")
                    .with("inventory.accounts[2].name", "c")
                    .with("inventory.accounts[2].profile", "tenant-c");
            var tables = new Tables(database);

            var outcome = assertExit(program.run("sync"), 3);

            assertThat(tables.values("SELECT account, count(*) FROM inventory.image GROUP BY 1 ORDER BY 1"))
                    .containsExactly(List.of("b", 5L), List.of("main", 3L));
            assertThat(
                            tables.values(
                                    """
                            SELECT s.account, w.status, coalesce(w.error_code, '')
                            FROM inventory.walk w JOIN inventory.scope s USING (scope_key) ORDER BY 1
                            """))
                    .containsExactly(
                            List.of("b", "complete", ""),
                            List.of("c", "failed", "Forbidden.NoPermission"),
                            List.of("main", "complete", ""));
            assertThat(outcome.out()).contains("appstreaming:ListImage");
            assertThat(outcome.out() + outcome.err()).doesNotContain("c-secret", "b-secret", "test-secret");
        }
    }
}
