package org.imageinventory.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.imageinventory.cli.progress.ProgressDisplay;
import org.imageinventory.cli.progress.ProgressMode;
import org.imageinventory.cli.report.PendingText;
import org.imageinventory.cli.report.ReportJson;
import org.imageinventory.cli.report.RunText;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.job.PendingChanges;
import org.imageinventory.job.ProgressBoard;
import org.imageinventory.job.Sync;
import org.imageinventory.job.SyncOptions;
import org.imageinventory.job.SyncReport;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code sync}: updates the inventory from the API. */
@Command(
        name = "sync",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Walks every scope, writes what changed, and prints a summary.",
            "Migrates an outdated schema first. Resumes an unfinished run; after that, a new",
            "run lists again what was listed before the interruption."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  image-inventory sync --config inventory.yaml",
            "  image-inventory sync --scope 'main/cn-shanghai/*' --progress always",
            "  image-inventory sync --dry-run --output json"
        })
final class SyncCommand implements Callable<Integer> {

    private final Program program;

    @Option(names = "--fresh", description = "Start a new run instead of resuming an unfinished one.")
    private boolean fresh;

    @Option(
            names = "--resume-only",
            description = "After resuming a run, do not list again what was listed before the interruption.")
    private boolean resumeOnly;

    @Option(names = "--dry-run", description = "Walk and compare, print what would change, write no image.")
    private boolean dryRun;

    @Option(
            names = "--accept-mass-delete",
            description = "Sweep even if more images are missing than inventory.mass-delete-guard allows.")
    private boolean acceptMassDelete;

    @Option(
            names = "--scope",
            paramLabel = "PATTERN",
            description = "Only scopes whose account/region/product[/biz-region] matches the glob.")
    private @Nullable String scope;

    @Option(
            names = "--progress",
            paramLabel = "auto|always|never",
            description = "auto shows bars on a terminal, otherwise a log line every ten seconds; always shows"
                    + " bars. Default: auto.")
    private ProgressMode progress = ProgressMode.auto;

    @Option(
            names = "--quiet",
            description = "Print nothing if the outcome is complete. Shows no progress; logs only errors.")
    private boolean quiet;

    SyncCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        if (quiet) {
            program.beQuiet();
        }
        return program.run(context -> {
            var options = new SyncOptions(fresh, resumeOnly, dryRun, acceptMassDelete, scope);
            var report = sync(context, options);
            // The exit code becomes 1 if the summary cannot be printed, so the message has the outcome.
            program.printAfter(
                    "The run has ended: " + RunText.outcome(report.last())
                            + (report.last().isStored() ? ". status shows it." : "."),
                    () -> print(report, context));
            return ExitCode.of(report.outcome());
        });
    }

    private SyncReport sync(ApplicationContext context, SyncOptions options) {
        var shown = ProgressDisplay.start(
                quiet ? ProgressMode.never : progress,
                context.getBean(ProgressBoard.class),
                context.getBean(Clock.class),
                program.err());
        try {
            return context.getBean(Sync.class).run(options);
        } finally {
            shown.close();
        }
    }

    private void print(SyncReport report, ApplicationContext context) {
        if (quiet && report.outcome() == RunOutcome.COMPLETE) {
            return;
        }
        var pending = context.getBean(PendingChanges.class);
        if (program.options().json()) {
            var json = new ReportJson(Times.ofSystem());
            program.document().print(dryRun ? json.dryRun(report.last(), pending) : json.sync(report));
            return;
        }
        if (LogFormat.isStructured(context.getEnvironment()) && !dryRun) {
            return; // the log has the same as events
        }
        var layout = program.layout();
        PendingText.lines(pending, layout).forEach(program.out()::println);
        if (report.resumed() != null) {
            RunText.lines(report.resumed(), layout).forEach(program.out()::println);
            program.out().println("");
        }
        RunText.lines(report.last(), layout).forEach(program.out()::println);
    }
}
