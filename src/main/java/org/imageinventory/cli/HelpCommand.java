package org.imageinventory.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code help}: prints the same as the option {@code --help}. */
@Command(
        name = "help",
        helpCommand = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = "Prints the help of a command, or of the program.",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        footer = {"", "Examples:", "  image-inventory help sync", "  image-inventory help config check"})
final class HelpCommand implements Runnable {

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command whose help to print.")
    private List<String> names = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        var command = spec.root().commandLine();
        for (var name : names) {
            var next = command.getSubcommands().get(name);
            if (next == null) {
                throw new UnmatchedArgumentException(command, List.of(name));
            }
            command = next;
        }
        command.usage(command.getOut());
    }
}
