package org.imageinventory.job;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.listimage.LogKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The events of a run in the log: one when it starts, one when it ends, and one per scope. Each figure is also a field of
 * structured logs. Log lines of a run have the run's key, too.
 */
final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private static final String STATUS = "status";
    private static final String SCOPES = "scopes";

    private RunLog() {}

    static void started(RunParameters run, boolean isResumed, int scopes) {
        var version = Objects.requireNonNullElse(RunLog.class.getPackage().getImplementationVersion(), "dev");
        LOG.atInfo()
                .addKeyValue("version", version)
                .addKeyValue(SCOPES, scopes)
                .addKeyValue("resumed", isResumed)
                .addKeyValue("dry_run", run.dryRun())
                .log(
                        "Run {} {}: {} scopes, image-inventory {}{}",
                        run.runId(),
                        isResumed ? "resumed" : "started",
                        scopes,
                        version,
                        run.dryRun() ? ", dry run" : "");
    }

    /** Logs a scope whose walk failed, was torn or was refused. */
    static void incomplete(Scope scope, WalkStatus status, WalkReport.@Nullable Failure failure) {
        var advice = WalkAdvice.of(status, failure, 0);
        var event = LOG.atWarn().addKeyValue(STATUS, status.label());
        if (failure != null) {
            event = event.addKeyValue("error_code", failure.code());
            // The thread's log lines have the request of the last page under the same name.
            MDC.put(LogKeys.REQUEST_ID, failure.requestId() == null ? LogKeys.NO_REQUEST_ID : failure.requestId());
        }
        if (advice != null) {
            event = event.addKeyValue("advice", advice);
        }
        log(
                scope,
                event,
                scope.name() + " " + status.label()
                        + (failure == null ? "" : ": " + failure.code() + ": " + failure.message())
                        + (advice == null ? "" : " (" + advice + ")"));
        MDC.remove(LogKeys.REQUEST_ID);
    }

    private static void log(Scope scope, LoggingEventBuilder event, String message) {
        RunContext.inScope(scope, () -> event.log(message));
    }

    /** Logs the complete scopes of a run, and the run. */
    static void ended(RunReport run) {
        run.walks().stream()
                .filter(walk -> walk.status() == WalkStatus.COMPLETE)
                .forEach(RunLog::complete);
        var complete = run.walks().stream()
                .filter(walk -> walk.status() == WalkStatus.COMPLETE)
                .count();
        var outcome = run.outcome() == null ? "unfinished" : run.outcome().label();
        var images = run.walks().stream().mapToLong(WalkReport::imagesSeen).sum();
        var seconds = seconds(run.endedAt() == null ? Duration.ZERO : Duration.between(run.startedAt(), run.endedAt()));
        tally(LOG.atInfo(), run.total())
                .addKeyValue("outcome", outcome)
                .addKeyValue(SCOPES, run.walks().size())
                .addKeyValue("complete_scopes", complete)
                .addKeyValue("images", images)
                .addKeyValue("api_requests", run.apiRequests())
                .addKeyValue("api_retries", run.apiRetries())
                .addKeyValue("seconds", seconds)
                .log(
                        "Run {} {}: {} of {} scopes complete, {} images, {} s, {} API requests, {} of them retries",
                        run.runId(),
                        outcome,
                        complete,
                        run.walks().size(),
                        images,
                        String.format(Locale.ROOT, "%.1f", seconds),
                        run.apiRequests(),
                        run.apiRetries());
    }

    private static void complete(WalkReport walk) {
        var tally = walk.tally();
        var event = walk.unsettled() == 0 ? LOG.atInfo() : LOG.atWarn();
        var advice = WalkAdvice.of(walk);
        var detailed = advice == null ? event : event.addKeyValue("advice", advice);
        log(
                walk.scope(),
                tally(detailed, tally)
                        .addKeyValue(STATUS, walk.status().label())
                        .addKeyValue("images", walk.imagesSeen())
                        .addKeyValue("unsettled", walk.unsettled())
                        .addKeyValue("pages", walk.pages()),
                walk.scope().name() + " complete: " + walk.imagesSeen() + " images, " + tally.created() + " created, "
                        + tally.updated() + " updated, " + tally.deleted() + " deleted, " + tally.restored()
                        + " restored"
                        + (walk.failure() == null ? "" : "; " + walk.failure().message()));
    }

    private static LoggingEventBuilder tally(LoggingEventBuilder event, Tally tally) {
        return event.addKeyValue("created", tally.created())
                .addKeyValue("updated", tally.updated())
                .addKeyValue("deleted", tally.deleted())
                .addKeyValue("restored", tally.restored())
                .addKeyValue("unchanged", tally.unchanged());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
