package org.imageinventory.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells wrong usage in a line or two, with a pointer to the help instead of all of it. */
final class UsageErrors implements IParameterExceptionHandler {

    private final Program program;

    UsageErrors(Program program) {
        this.program = program;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        var command = failure.getCommandLine();
        var err = command.getErr();
        var message = String.valueOf(message(failure));
        var advice = "Try: " + command.getCommandSpec().qualifiedName() + " --help";
        err.println("image-inventory: " + message);
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println(advice);
        err.flush();
        return program.failInJson(new Failure(ExitCode.USAGE, "Usage", message, advice));
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
