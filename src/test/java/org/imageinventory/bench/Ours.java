package org.imageinventory.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.imageinventory.inventory.ImageWriter;
import org.imageinventory.inventory.MissingImage;
import org.imageinventory.inventory.MissingImage.LookupResult;
import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.run.PassKey;
import org.imageinventory.inventory.run.Runs;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.Scopes;
import org.imageinventory.inventory.run.WalkPass;
import org.imageinventory.inventory.run.Walks;
import org.imageinventory.testing.SyncInProcess;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The program's own writer and sweep. */
final class Ours implements Writer {

    /** The number of images that the sweep looks up and settles in one transaction. */
    private static final int SWEEP_CHUNK = 10;

    private final SyncInProcess program;
    private final TransactionTemplate transaction;
    private @Nullable WalkPass walk;

    Ours(SyncInProcess program) {
        this.program = program;
        this.transaction = program.part(TransactionTemplate.class);
    }

    @Override
    public void begin() {
        var scopeKey = program.part(Scopes.class).keyOf(new Scope("main", "cn-shanghai", "CloudApp", null, "{}"));
        var runId = program.part(Runs.class).open(false);
        program.part(Walks.class).open(runId, List.of(scopeKey));
        walk = program.part(Walks.class).begin(new PassKey(runId, scopeKey, 1));
    }

    @Override
    public void write(List<Parsed> chunk) {
        transaction.executeWithoutResult(status -> program.part(ImageWriter.class)
                .write(pass(), chunk.stream().map(Parsed::listed).toList()));
    }

    @Override
    public void gone(List<String> imageIds) {
        var results = new ArrayList<LookupResult.NotFound>();
        program.part(JdbcClient.class)
                .sql("SELECT image_key, image_id FROM inventory.image WHERE image_id IN (:ids) ORDER BY image_key")
                .param("ids", imageIds)
                .query(row -> {
                    results.add(new LookupResult.NotFound(
                            new MissingImage(row.getLong("image_key"), row.getString("image_id"), false, true),
                            Instant.now()));
                });
        for (var from = 0; from < results.size(); from += SWEEP_CHUNK) {
            var chunk = results.subList(from, Math.min(from + SWEEP_CHUNK, results.size()));
            transaction.executeWithoutResult(status -> program.part(Sweep.class).settle(pass(), chunk));
        }
    }

    private WalkPass pass() {
        return Objects.requireNonNull(walk, "begin() comes first");
    }
}
