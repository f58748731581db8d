package org.imageinventory.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells wrong usage in a line or two, with a pointer to the help instead of all of it. */
final class UsageErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        var err = command.getErr();
        err.println("image-inventory: " + message(failure));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitCode.USAGE;
    }

    private static @Nullable String message(ParameterException failure) {
        if (!(failure instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption()) {
            return failure.getMessage();
        }
        var command = failure.getCommandLine().getCommandSpec();
        var argument = "'" + unmatched.getUnmatched().get(0) + "' ";
        return command.subcommands().isEmpty()
                ? argument + "is one argument too many for " + command.name()
                : argument + "is no command: "
                        + String.join(", ", command.subcommands().keySet());
    }
}
