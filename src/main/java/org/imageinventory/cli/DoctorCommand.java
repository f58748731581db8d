package org.imageinventory.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.imageinventory.cli.report.FindingText;
import org.imageinventory.cli.report.ReportJson;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.database.DatabaseCheck;
import org.imageinventory.inventory.database.Finding;
import org.imageinventory.inventory.database.Finding.Level;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.settings.InventorySettings;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;

/** The command {@code doctor}: checks everything that a sync needs. */
@Command(
        name = "doctor",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Checks configuration, database, credentials, API and clock.",
            "Prints one line per check. If a check fails, prints what to do and exits with 1.",
            "Writes nothing."
        },
        optionListHeading = "%nOptions:%n")
final class DoctorCommand implements Callable<Integer> {

    private final Program program;

    DoctorCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return program.run(context -> {
            var findings = new ArrayList<Finding>();
            var settings = context.getBean(InventorySettings.class);
            ConfigurationFindings.of(settings).forEach(finding -> report(finding, findings));
            database(context, settings.migrate() == InventorySettings.Migrate.AUTO, findings);
            new ApiCheck(context.getBean(ListImageClients.class), finding -> report(finding, findings)).run(settings);

            var ok = findings.stream().noneMatch(finding -> finding.level() == Level.FAIL);
            if (program.options().json()) {
                program.document().print(new ReportJson(Times.ofSystem()).findings(findings, ok));
            }
            return ok ? ExitCode.COMPLETE : ExitCode.FAILED;
        });
    }

    private void database(ApplicationContext context, boolean mayMigrate, List<Finding> findings) {
        var check = context.getBean(DatabaseCheck.class);
        var address = context.getBean(DatabaseAddress.class);
        var suitability = found("database", address, check::suitability);
        suitability.forEach(finding -> report(finding, findings));
        if (suitability.stream().noneMatch(finding -> finding.level() == Level.FAIL)) {
            found("schema", address, () -> List.of(check.schema(mayMigrate)))
                    .forEach(finding -> report(finding, findings));
            found("rights", address, () -> List.of(check.rights(mayMigrate)))
                    .forEach(finding -> report(finding, findings));
        }
    }

    private static List<Finding> found(String name, DatabaseAddress address, Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            var failure = Failures.of(e, address);
            // The line already begins with this word.
            return List.of(Finding.fail(name, failure.message().replaceFirst("^database ", ""), failure.advice()));
        }
    }

    private void report(Finding finding, List<Finding> findings) {
        findings.add(finding);
        if (!program.options().json()) {
            FindingText.lines(finding, program.layout()).forEach(program.out()::println);
        }
    }
}
