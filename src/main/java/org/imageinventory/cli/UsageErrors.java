package org.imageinventory.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The handler of usage errors. It prints one or two lines and how to print the help, instead of the whole help. */
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
        var argument = "'" + unmatched.getUnmatched().get(0) + "'";
        return command.subcommands().isEmpty()
                ? "Unexpected argument " + argument + " for " + command.name()
                : argument + " is not a command: use one of "
                        + String.join(", ", command.subcommands().keySet());
    }
}
