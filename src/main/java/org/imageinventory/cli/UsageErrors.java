package org.imageinventory.cli;

import org.imageinventory.settings.Spelling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
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
        if (failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            UnmatchedArgumentException.printSuggestions(unmatched, err);
        }
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
        var names = command.subcommands().keySet();
        if (names.isEmpty()) {
            return "Unexpected argument " + argument + " for " + command.name();
        }
        return argument + " is not a command: "
                + Spelling.closest(unmatched.getUnmatched().get(0), names)
                        .map(name -> "did you mean " + command.qualifiedName() + " " + name + "?")
                        .orElseGet(() -> "use one of " + String.join(", ", names));
    }

    /** Returns the message for a command that only has subcommands. */
    static String noCommand(CommandSpec command) {
        return "No command given: use one of "
                + String.join(", ", command.subcommands().keySet());
    }
}
