package org.imageinventory.cli;

import java.util.concurrent.Callable;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.inventory.Rebuild;
import org.imageinventory.inventory.database.RunLock;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code rebuild}: recreates the tables from the documents. */
@Command(
        name = "rebuild",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Rewrites the tables from the documents. The history does not change.",
            "Recreates the rows of each live image from its newest document. Use it after the",
            "mapping has changed, or after a manual change of the tables.",
            "Fields of inventory.volatile-fields get the values of the documents; the next",
            "sync updates them. Exits with 75 if a sync is running."
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
                    "The tables were rewritten: " + Printable.count(report.images(), "image")
                            + ". Only the report could not be printed.",
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
            out.println("removed " + Printable.count(report.orphans(), "row") + " of images that do not exist");
        }
        out.println(Printable.count(report.images(), "image") + " rewritten from their newest documents");
        out.println("volatile fields have the values of the documents until the next sync");
    }
}
