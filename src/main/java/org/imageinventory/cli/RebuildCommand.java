package org.imageinventory.cli;

import java.util.concurrent.Callable;
import org.imageinventory.inventory.Rebuild;
import org.imageinventory.inventory.database.RunLock;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/** Makes the tables anew from the documents. */
@Command(
        name = "rebuild",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Rewrites the tables from the documents; history is untouched.",
            "Of every live image from its newest one, after a change of the mapping or of",
            "the tables by hand.",
            "Fields of inventory.volatile-fields go back to what the documents say; the next",
            "sync brings them forward again. Exit code 75 while a sync runs."
        },
        optionListHeading = "%nOptions:%n")
final class RebuildCommand implements Callable<Integer> {

    private final Program program;

    RebuildCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return program.run(context -> {
            var report = context.getBean(RunLock.class)
                    .holding(() -> context.getBean(Rebuild.class).rebuild());
            program.printAfter(
                    "The tables were rewritten: " + report.images() + " images. Only the report is missing.",
                    () -> print(report));
            return ExitCode.COMPLETE;
        });
    }

    private void print(Rebuild.Report report) {
        if (program.options().json()) {
            program.document()
                    .print(JsonMapper.shared()
                            .createObjectNode()
                            .put("images_rewritten", report.images())
                            .put("orphans_removed", report.orphans()));
            return;
        }
        var out = program.out();
        if (report.orphans() > 0) {
            out.println(report.orphans() + " rows of images that do not exist removed");
        }
        out.println(report.images() + " images rewritten from their newest documents");
        out.println("volatile fields are those of the documents until the next sync");
    }
}
