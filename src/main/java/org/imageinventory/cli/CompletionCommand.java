package org.imageinventory.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code completion}: prints a script for shells. */
@Command(
        name = "completion",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints a script that completes commands and options in bash and zsh.",
            "The program must be on the PATH as image-inventory."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", "Example:", "  source <(image-inventory completion)"})
final class CompletionCommand implements Runnable {

    private final Program program;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    CompletionCommand(Program program) {
        this.program = program;
    }

    @Override
    public void run() {
        var root = spec.root();
        var script = AutoComplete.bash(root.name(), root.commandLine());
        if (program.options().json()) {
            program.document().print(JsonMapper.shared().createObjectNode().put("script", script));
        } else {
            program.out().print(script);
        }
    }
}
