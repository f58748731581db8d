package org.imageinventory.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.cli.report.TextTable;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.Prune;
import org.imageinventory.inventory.PruneReport;
import org.imageinventory.inventory.database.RunLock;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code prune}: drops old history. */
@Command(
        name = "prune",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Drops history older than a limit, never the current state.",
            "Removes revisions, changes, images that were deleted before the limit, runs, and",
            "the state of finished jobs.",
            "The state of each image at the limit stays. So queries about the limit or later",
            "still work; queries about earlier times do not. The last complete walk of each",
            "scope stays. Needs a role that may delete from the history, such as the owner of",
            "the schema. Exits with 75 if a sync is running."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  image-inventory prune --keep 400d --dry-run",
            "  image-inventory prune --keep P1Y2M"
        })
final class PruneCommand implements Callable<Integer> {

    private final Program program;

    @Option(
            names = "--keep",
            paramLabel = "PERIOD",
            required = true,
            converter = Keep.Converter.class,
            description = "How much history to keep: days such as 400d, or an ISO period such as P1Y2M.")
    @SuppressWarnings("NullAway.Init") // required, set by picocli
    private Keep keep;

    @Option(names = "--dry-run", description = "Remove nothing; print what would be removed.")
    private boolean dryRun;

    PruneCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return program.run(context -> {
            // A dry run only counts, so it needs no lock.
            var report =
                    dryRun ? prune(context) : context.getBean(RunLock.class).holding(() -> prune(context));
            var work = dryRun
                    ? "Nothing was removed: this was a dry run."
                    : Printable.count(report.total(), "row") + " removed. Only the report could not be printed.";
            program.printAfter(work, () -> print(report));
            return ExitCode.COMPLETE;
        });
    }

    private PruneReport prune(ApplicationContext context) {
        var limit = keep.limit(context.getBean(Clock.class).instant());
        return context.getBean(Prune.class).prune(limit, dryRun);
    }

    private void print(PruneReport report) {
        if (program.options().json()) {
            program.document().print(json(report));
            return;
        }
        var out = program.out();
        if (report.total() > 0) {
            var table = new TextTable(1, "TABLE", "ROWS");
            report.rows().forEach((name, rows) -> {
                if (rows > 0) {
                    table.row(name, rows);
                }
            });
            table.lines(program.layout()).forEach(out::println);
        }
        out.println((dryRun ? "would remove " : "removed ")
                + (report.total() == 0 ? "nothing" : Printable.count(report.total(), "row")) + " older than "
                + Times.ofSystem().text(report.limit()));
    }

    private ObjectNode json(PruneReport report) {
        var document = JsonMapper.shared()
                .createObjectNode()
                .put("dry_run", dryRun)
                .put("limit", Times.ofSystem().exact(report.limit()));
        var rows = document.putObject("rows");
        report.rows().forEach(rows::put);
        return document.put("total", report.total());
    }
}
