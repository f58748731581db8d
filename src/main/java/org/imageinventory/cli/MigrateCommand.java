package org.imageinventory.cli;

import java.util.concurrent.Callable;
import org.imageinventory.inventory.Migration;
import org.imageinventory.inventory.MigrationReport;
import picocli.CommandLine.Command;

/** Brings the schema up to date, and nothing else. */
@Command(
        name = "migrate",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Brings the database's schema up to date and prints what was applied.",
            "For a role that may create tables, where sync runs with inventory.migrate=never."
        },
        optionListHeading = "%nOptions:%n")
final class MigrateCommand implements Callable<Integer> {

    private final Program program;

    MigrateCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return program.run(context -> {
            print(context.getBean(Migration.class).migrate());
            return ExitCode.COMPLETE;
        });
    }

    private void print(MigrationReport report) {
        var out = program.out();
        if (program.options().json()) {
            out.println(ReportJson.print(new ReportJson(Times.ofSystem()).migration(report)));
            return;
        }
        report.applied().forEach(one -> out.println("applied " + one.version() + " " + one.description()));
        var before = report.versionBefore() == null ? "an empty database" : "version " + report.versionBefore();
        out.println(
                report.applied().isEmpty()
                        ? "schema is up to date at version " + report.version()
                        : "schema migrated from " + before + " to version " + report.version());
    }
}
