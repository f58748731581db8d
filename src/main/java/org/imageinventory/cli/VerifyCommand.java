package org.imageinventory.cli;

import java.util.concurrent.Callable;
import org.imageinventory.inventory.Verification;
import picocli.CommandLine.Command;

/** Proves that the tables are what the history says. */
@Command(
        name = "verify",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Compares the tables with the documents that they were made from.",
            "Recomputes every live image's rows and fingerprint from its newest document;",
            "looks for gaps in the history and rows of images that are not there. A line for",
            "each difference, and then exit code 1.",
            "Writes nothing, and may run beside a sync. Fields of inventory.volatile-fields",
            "are not compared: the tables may be ahead of the documents in them. After a",
            "change of inventory.timestamp-zone or volatile-fields, fingerprints differ until",
            "the next sync or rebuild."
        },
        optionListHeading = "%nOptions:%n")
final class VerifyCommand implements Callable<Integer> {

    private final Program program;

    VerifyCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return program.run(context -> {
            var verification = context.getBean(Verification.class);
            var report = program.options().json()
                    ? new DifferenceJson(program.document())
                    : new DifferenceText(program.out());
            var images = verification.verify(report);
            return report.conclude(images) == 0 ? ExitCode.COMPLETE : ExitCode.FAILED;
        });
    }
}
