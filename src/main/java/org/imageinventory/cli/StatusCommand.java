package org.imageinventory.cli;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.imageinventory.cli.report.ReportJson;
import org.imageinventory.cli.report.StatusText;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.inventory.run.ScopeFreshness;
import org.imageinventory.inventory.run.StatusQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code status}: prints how fresh the inventory is. */
@Command(
        name = "status",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints the last runs, how fresh each scope is, and an unfinished run if any.",
            "Dry runs are listed separately.",
            "For the newest run, also prints what failed and what to do."
        },
        optionListHeading = "%nOptions:%n")
final class StatusCommand implements Callable<Integer> {

    private static final int RUNS = 10;
    private static final int DRY_RUNS = 3;

    private final Program program;

    @Option(
            names = "--check",
            description = {
                "Exit with 1 if a configured scope is late, failing or refused, or if none was ever walked.",
                "For probes and monitors."
            })
    private boolean check;

    StatusCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return program.run(context -> {
            var query = context.getBean(StatusQuery.class);
            var readable = query.hasTables();
            var runs = readable ? query.lastRuns(RUNS) : List.<RunReport>of();
            var dryRuns = readable ? query.lastDryRuns(DRY_RUNS) : List.<RunReport>of();
            var scopes = readable ? query.scopes() : List.<ScopeFreshness>of();
            var now = context.getBean(Clock.class).instant();
            var out = program.out();
            var times = Times.ofSystem();
            if (program.options().json()) {
                program.document().print(new ReportJson(times).status(runs, dryRuns, unfinished(runs), scopes, now));
            } else {
                new StatusText(times, program.layout())
                        .lines(runs, dryRuns, unfinished(runs), scopes, now)
                        .forEach(out::println);
            }
            return check && !isFresh(scopes) ? ExitCode.FAILED : ExitCode.COMPLETE;
        });
    }

    /** Whether every scope of the last run is fresh. A failing or refused scope is late at once. */
    private static boolean isFresh(List<ScopeFreshness> scopes) {
        return scopes.stream().anyMatch(ScopeFreshness::inLastRun)
                && scopes.stream().filter(ScopeFreshness::inLastRun).noneMatch(ScopeFreshness::late);
    }

    /** Returns the newest run if the next {@code sync} resumes it, or null. */
    static @Nullable RunReport unfinished(List<RunReport> runs) {
        if (runs.isEmpty()) {
            return null;
        }
        var newest = runs.get(0);
        var ended = newest.outcome() != null
                && newest.outcome() != RunOutcome.STOPPED
                && newest.outcome() != RunOutcome.FAILED;
        return ended ? null : newest;
    }
}
