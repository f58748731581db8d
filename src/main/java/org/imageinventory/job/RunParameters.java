package org.imageinventory.job;

import java.util.List;
import java.util.Objects;
import org.imageinventory.inventory.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * What a run was started with, as Spring Batch keeps it. Only the run's key identifies the run; the rest tells a later
 * start whether it may go on with it.
 *
 * @param pattern {@code --scope}; null for all scopes
 * @param scopes what was to be walked, as one text
 */
record RunParameters(long runId, boolean dryRun, @Nullable String pattern, String scopes) {

    static final String RUN_ID = "run.id";
    private static final String DRY_RUN = "dry-run";
    private static final String PATTERN = "scope";
    private static final String SCOPES = "scopes";

    static RunParameters of(long runId, SyncOptions options, List<Scope> scopes) {
        return new RunParameters(runId, options.dryRun(), options.scopePattern(), fingerprint(scopes));
    }

    static RunParameters of(JobParameters parameters) {
        return new RunParameters(
                Objects.requireNonNull(parameters.getLong(RUN_ID)),
                Boolean.parseBoolean(parameters.getString(DRY_RUN)),
                parameters.getString(PATTERN),
                Objects.requireNonNull(parameters.getString(SCOPES)));
    }

    /** What Spring Batch finds a run by. */
    static JobParameters identifying(long runId) {
        return new JobParametersBuilder().addLong(RUN_ID, runId).toJobParameters();
    }

    JobParameters toJobParameters() {
        var builder = new JobParametersBuilder()
                .addLong(RUN_ID, runId)
                .addString(DRY_RUN, String.valueOf(dryRun), false)
                .addString(SCOPES, scopes, false);
        return (pattern == null ? builder : builder.addString(PATTERN, pattern, false)).toJobParameters();
    }

    /** The same text exactly if the scopes are the same. */
    static String fingerprint(List<Scope> scopes) {
        var names = scopes.stream()
                .map(scope -> scope.name() + " " + scope.filter())
                .sorted()
                .toList();
        return names.size() + ":" + Integer.toHexString(names.hashCode());
    }
}
