package org.imageinventory.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.imageinventory.inventory.ImageWriter;
import org.imageinventory.inventory.ListedImage;
import org.imageinventory.inventory.run.PassKey;
import org.imageinventory.inventory.run.Runs;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.Scopes;
import org.imageinventory.inventory.run.WalkPass;
import org.imageinventory.inventory.run.Walks;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.SyncInProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** An unchanged image costs only its sighting, which is not logged. */
class UnchangedCostTest {

    private static final int IMAGES = 500;

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    @Test
    void aChunkOfUnchangedImagesWritesAtMostTenBytesOfWalAnImage() {
        try (var api = StandIn.builder().images(IMAGES).build().start();
                var program = SyncInProcess.on(DATABASE, api, Map.of())) {
            var walk = walk(program);
            var chunk = chunk(api);
            write(program, walk, chunk);

            // Other processes, such as autovacuum, also write WAL. So the smallest of several values is that of this
            // chunk.
            var least = LongStream.range(0, 5)
                    .map(round -> {
                        var before = walPosition();
                        write(program, walk, chunk);
                        return walPosition() - before;
                    })
                    .min()
                    .orElseThrow();

            assertThat(least).isLessThanOrEqualTo(10L * IMAGES);
        }
    }

    @Test
    void aTextThatIsKnownIsNotReadAgain() {
        try (var api = StandIn.builder().images(IMAGES).build().start();
                var program = SyncInProcess.on(DATABASE, api, Map.of())) {
            var walk = walk(program);
            var chunk = chunk(api);
            write(program, walk, chunk);

            write(
                    program,
                    walk,
                    api.inventory().served().stream()
                            .map(UnchangedCostTest::unreadable)
                            .toList());

            assertThat(program.part(Walks.class).sighted(walk.key())).isEqualTo(2L * IMAGES);
        }
    }

    private static ListedImage unreadable(JsonNode element) {
        return SyncInProcess.listed(element, () -> {
            throw new AssertionError(element + " was parsed");
        });
    }

    private static void write(SyncInProcess program, WalkPass walk, List<ListedImage> chunk) {
        program.part(TransactionTemplate.class)
                .executeWithoutResult(status -> program.part(ImageWriter.class).write(walk, chunk));
    }

    private static long walPosition() {
        return JdbcClient.create(DATABASE.dataSource())
                .sql("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
                .query(Long.class)
                .single();
    }

    private static WalkPass walk(SyncInProcess program) {
        var scope = new Scope("main", "cn-shanghai", "CloudApp", null, "{}");
        var scopeKey = program.part(Scopes.class).keyOf(scope);
        var runId = program.part(Runs.class).open(false);
        program.part(Walks.class).open(runId, List.of(scopeKey));
        return program.part(Walks.class).begin(new PassKey(runId, scopeKey, 1));
    }

    private static List<ListedImage> chunk(StandIn api) {
        return api.inventory().served().stream().map(SyncInProcess::listed).toList();
    }
}
