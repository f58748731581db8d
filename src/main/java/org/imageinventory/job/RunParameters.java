package org.imageinventory.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.imageinventory.inventory.run.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.step.StepExecution;

/**
 * The parameters of a run, as Spring Batch stores them. Only the run's key identifies the run. From the others, a later
 * sync decides whether it may resume the run.
 *
 * @param pattern {@code --scope}; null for all scopes
 * @param scopes a digest of all scopes that were planned, narrowed by the pattern
 * @param after the resumed run that this one follows: it walks only the scopes that were not listed after the resume; null for
 *     a run that walks all planned scopes
 */
record RunParameters(long runId, boolean dryRun, @Nullable String pattern, String scopes, @Nullable Long after) {

    static final String JOB_NAME = "sync";

    private static final String RUN_ID = "run.id";
    private static final String DRY_RUN = "dry-run";
    private static final String PATTERN = "scope";
    private static final String SCOPES = "scopes";
    private static final String AFTER = "after";

    static RunParameters of(long runId, SyncOptions options, List<Scope> scopes, @Nullable Long after) {
        return new RunParameters(runId, options.dryRun(), options.scopePattern(), digest(scopes), after);
    }

    static RunParameters of(StepExecution step) {
        return of(step.getJobExecution().getJobParameters());
    }

    static RunParameters of(JobParameters parameters) {
        return new RunParameters(
                Objects.requireNonNull(parameters.getLong(RUN_ID)),
                Boolean.parseBoolean(parameters.getString(DRY_RUN)),
                parameters.getString(PATTERN),
                Objects.requireNonNull(parameters.getString(SCOPES)),
                parameters.getLong(AFTER));
    }

    /** Returns the parameters by which Spring Batch finds a run. */
    static JobParameters identifying(long runId) {
        return new JobParametersBuilder().addLong(RUN_ID, runId).toJobParameters();
    }

    JobParameters toJobParameters() {
        var builder = new JobParametersBuilder()
                .addLong(RUN_ID, runId)
                .addString(DRY_RUN, String.valueOf(dryRun), false)
                .addString(SCOPES, scopes, false);
        if (pattern != null) {
            builder.addString(PATTERN, pattern, false);
        }
        if (after != null) {
            builder.addLong(AFTER, after, false);
        }
        return builder.toJobParameters();
    }

    /** Returns a digest of the scopes that does not depend on their order. */
    static String digest(List<Scope> scopes) {
        // Each name is preceded by its length, because names and filters may contain any character.
        var text = scopes.stream()
                .map(scope -> scope.name() + " " + scope.filter())
                .sorted()
                .map(name -> name.length() + ":" + name)
                .collect(Collectors.joining());
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
