package org.imageinventory.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.ScopeFreshness;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.jspecify.annotations.Nullable;

/**
 * The inventory's state as text.
 *
 * @param times how times are written
 */
public record StatusText(Times times, Layout layout) {

    /**
     * Returns the state.
     *
     * @param runs newest first, without dry runs
     * @param dryRuns newest first
     */
    public List<String> lines(
            List<RunReport> runs,
            List<RunReport> dryRuns,
            @Nullable RunReport unfinished,
            List<ScopeFreshness> scopes,
            Instant now) {
        var lines = new ArrayList<String>();
        if (runs.isEmpty()) {
            lines.add("no run yet");
        } else {
            lines.addAll(runs(runs).lines(layout));
        }
        lines.add("");
        if (scopes.isEmpty()) {
            lines.add("no scope yet");
        } else {
            lines.addAll(scopes(scopes, now).lines(layout));
        }
        if (!runs.isEmpty()) {
            lines.addAll(RunText.failures(runs.get(0), layout));
        }
        if (!dryRuns.isEmpty()) {
            lines.add("");
            dryRuns.forEach(run -> lines.addAll(layout.wrap(dryRun(run), 2)));
        }
        if (unfinished != null) {
            lines.add("");
            lines.addAll(layout.wrap(unfinished(unfinished), 2));
        }
        return lines;
    }

    private String dryRun(RunReport run) {
        var total = run.total();
        return "dry run " + run.runId() + " of " + times.text(run.startedAt()) + " "
                + (run.outcome() == null ? "unfinished" : run.outcome().label()) + ": would have created "
                + total.created() + ", updated " + total.updated() + ", deleted " + total.deleted() + ", restored "
                + total.restored();
    }

    private String unfinished(RunReport run) {
        return "run " + run.runId() + " of " + times.text(run.startedAt()) + " is unfinished (" + done(run) + " of "
                + run.walks().size() + " scopes complete): "
                + (run.outcome() == null ? "it is still running, or " : "") + "the next sync resumes it";
    }

    private TextTable runs(List<RunReport> runs) {
        var table = new TextTable(
                        4,
                        "RUN",
                        "OUTCOME",
                        "STARTED",
                        "ENDED",
                        "SCOPES",
                        "IMAGES",
                        "CREATED",
                        "UPDATED",
                        "DELETED",
                        "RESTORED",
                        "SECONDS")
                .onlyIfWide("ENDED")
                .leaveOutIfZero("CREATED", "UPDATED", "DELETED", "RESTORED")
                .leaveOutIfNarrow("SECONDS");
        for (var run : runs) {
            var total = run.total();
            table.row(
                    run.runId(),
                    run.outcome() == null ? "unfinished" : run.outcome().label(),
                    times.text(run.startedAt()),
                    times.text(run.endedAt()),
                    done(run) + "/" + run.walks().size(),
                    run.walks().stream().mapToLong(WalkReport::imagesSeen).sum(),
                    total.created(),
                    total.updated(),
                    total.deleted(),
                    total.restored(),
                    run.endedAt() == null ? "-" : Times.seconds(Times.seconds(run.startedAt(), run.endedAt())));
        }
        return table;
    }

    private TextTable scopes(List<ScopeFreshness> scopes, Instant now) {
        var table = new TextTable(2, "SCOPE", "LAST COMPLETE", "AGE", "LIVE IMAGES");
        for (var scope : scopes) {
            var last = scope.lastCompleteAt();
            var started = scope.lastCompleteStartedAt();
            var filter = scope.scope().filter();
            table.row(
                    scope.scope().name() + (filter.equals("{}") ? "" : " " + filter),
                    last == null ? "never" : times.text(last),
                    started == null ? "-" : Times.span(Duration.between(started, now)),
                    scope.liveImages());
        }
        return table;
    }

    private static long done(RunReport run) {
        return run.walks().stream()
                .filter(walk -> walk.status() == WalkStatus.COMPLETE)
                .count();
    }
}
