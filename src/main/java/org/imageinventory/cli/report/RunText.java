package org.imageinventory.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.Tally;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.job.WalkAdvice;

/** A run's summary as text: one line per scope, the total, the failures, and the outcome at the end. */
public final class RunText {

    private RunText() {}

    public static List<String> lines(RunReport run, Layout layout) {
        var lines = new ArrayList<>(table(run).lines(layout));
        lines.addAll(failures(run, layout));
        lines.add("");
        var images = images(run);
        var seconds = Times.seconds(run.startedAt(), run.endedAt());
        // The time of a resumed run includes the pause.
        var rate = run.resumedAt() == null
                ? String.format(Locale.ROOT, "%.1f s, %.0f images/s, ", seconds, seconds == 0 ? 0 : images / seconds)
                : "";
        lines.add(rate + Printable.count(run.apiRequests(), "API request") + ", " + run.apiRetries() + " of them "
                + (run.apiRetries() == 1 ? "a retry" : "retries"));
        lines.addAll(layout.wrap(outcome(run), 2));
        return lines;
    }

    private static TextTable table(RunReport run) {
        var table = new TextTable(
                        2,
                        "SCOPE",
                        "STATUS",
                        "PAGES",
                        "IMAGES",
                        "CREATED",
                        "UPDATED",
                        "DELETED",
                        "RESTORED",
                        "UNCHANGED",
                        "FAILURES",
                        "SECONDS")
                .leaveOutIfZero("PAGES", "CREATED", "UPDATED", "DELETED", "RESTORED", "UNCHANGED", "FAILURES")
                .leaveOutIfNarrow("FAILURES", "SECONDS", "PAGES");
        for (var walk : run.walks()) {
            row(
                    table,
                    walk.scope().name(),
                    status(run, walk),
                    walk.pages(),
                    walk.imagesSeen(),
                    walk.tally(),
                    walk.failure() == null ? 0 : 1,
                    Times.seconds(walk.startedAt(), walk.endedAt()));
        }
        row(
                table,
                "total",
                "",
                run.walks().stream().mapToLong(WalkReport::pages).sum(),
                images(run),
                run.total(),
                run.walks().stream().filter(walk -> walk.failure() != null).count(),
                Times.seconds(run.startedAt(), run.endedAt()));
        return table;
    }

    private static void row(
            TextTable table,
            String scope,
            String status,
            long pages,
            long images,
            Tally tally,
            long failures,
            double seconds) {
        table.row(
                scope,
                status,
                pages,
                images,
                tally.created(),
                tally.updated(),
                tally.deleted(),
                tally.restored(),
                tally.unchanged(),
                failures,
                Times.seconds(seconds));
    }

    /** Returns the status of a walk. A walk that was running when the run ended is shown as unfinished. */
    private static String status(RunReport run, WalkReport walk) {
        return run.outcome() != null && walk.status() == WalkStatus.RUNNING
                ? "unfinished"
                : walk.status().label();
    }

    /** Returns one paragraph, after a blank line, for each walk with a failure or advice. */
    static List<String> failures(RunReport run, Layout layout) {
        var lines = new ArrayList<String>();
        run.walks().forEach(walk -> failure(walk, layout, lines));
        return lines;
    }

    private static void failure(WalkReport walk, Layout layout, List<String> lines) {
        var failure = walk.failure();
        var advice = WalkAdvice.of(walk);
        if (failure == null && advice == null) {
            return;
        }
        lines.add("");
        if (failure == null) {
            lines.addAll(layout.wrap(
                    Printable.line(walk.scope().name() + ": " + walk.status().label()), 4));
        } else {
            var request = failure.requestId() == null ? "" : " (request " + failure.requestId() + ")";
            lines.addAll(layout.wrap(Printable.line(walk.scope().name() + ": " + failure.code() + request), 4));
            lines.addAll(layout.wrap("  " + Printable.line(failure.message()), 2));
        }
        if (advice != null) {
            lines.addAll(layout.wrap("  " + advice, 2));
        }
    }

    /** Returns the last line of the summary. */
    public static String outcome(RunReport run) {
        var complete = run.walks().stream()
                .filter(walk -> walk.status() == WalkStatus.COMPLETE)
                .count();
        var name = run.isStored() ? "run " + run.runId() : "dry run";
        var outcome = run.outcome() == null ? "running" : run.outcome().label();
        var asOf = run.asOf() == null ? "" : " as of " + Times.ofSystem().text(run.asOf());
        return name + " " + outcome + asOf + ": " + complete + " of "
                + run.walks().size() + " scopes complete" + (run.dryRun() ? "; a dry run: no image was written" : "");
    }

    private static long images(RunReport run) {
        return run.walks().stream().mapToLong(WalkReport::imagesSeen).sum();
    }
}
