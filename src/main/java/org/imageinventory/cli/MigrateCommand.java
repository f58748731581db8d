package org.imageinventory.cli;

import java.util.concurrent.Callable;
import org.imageinventory.cli.report.ReportJson;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.database.Migration;
import org.imageinventory.inventory.database.MigrationReport;
import picocli.CommandLine.Command;

/** The command {@code migrate}: migrates the schema, and does nothing else. */
@Command(
        name = "migrate",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Migrates the schema and prints the applied migrations.",
            "If sync runs with inventory.migrate=never, run this command with a role that may",
            "create tables."
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
            var report = context.getBean(Migration.class).migrate();
            program.printAfter(
                    "The schema is up to date at version " + report.version()
                            + ". Only the report could not be printed.",
                    () -> print(report));
            return ExitCode.COMPLETE;
        });
    }

    private void print(MigrationReport report) {
        if (program.options().json()) {
            program.document().print(new ReportJson(Times.ofSystem()).migration(report));
            return;
        }
        var out = program.out();
        report.applied().forEach(one -> out.println("applied " + one.version() + " " + one.description()));
        var before = report.versionBefore() == null ? "an empty database" : "version " + report.versionBefore();
        out.println(
                report.applied().isEmpty()
                        ? "schema is up to date at version " + report.version()
                        : "schema migrated from " + before + " to version " + report.version());
    }
}
