package org.imageinventory.cli;

import java.util.concurrent.Callable;
import org.imageinventory.inventory.Verification;
import picocli.CommandLine.Command;

/** The command {@code verify}: checks that the tables match the history. */
@Command(
        name = "verify",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Compares the tables with the documents of the images.",
            "Recomputes the rows and the fingerprint of each live image from its newest",
            "document. Also finds gaps in the history, and rows of images that do not exist.",
            "Prints one line per difference. Exits with 1 if there is a difference.",
            "Writes nothing, and can run during a sync. Does not compare the fields of",
            "inventory.volatile-fields: the tables may have newer values than the documents.",
            "After a change of inventory.timestamp-zone or volatile-fields, fingerprints",
            "differ until the next sync or rebuild."
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
