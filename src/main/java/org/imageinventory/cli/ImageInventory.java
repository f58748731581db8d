package org.imageinventory.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The command line {@code image-inventory COMMAND [options]}. */
public final class ImageInventory {

    private ImageInventory() {}

    /** Ends the process with the command's exit code. */
    public static void main(String[] args) {
        // JSON is UTF-8, and a container without a locale would print question marks for names.
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        System.exit(run(args, out, err));
    }

    /**
     * Runs one command.
     *
     * @param out for results
     * @param err for messages and progress
     * @return the exit code
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        var program = new Program(new CommonOptions(), out, err);
        return commandLine(program).execute(args);
    }

    private static CommandLine commandLine(Program program) {
        var commandLine = new CommandLine(new RootCommand(program.options()));
        commandLine.addSubcommand(new SyncCommand(program));
        commandLine.addSubcommand(new MigrateCommand(program));
        commandLine.addSubcommand(new StatusCommand(program));
        commandLine.addSubcommand(new DoctorCommand(program));
        commandLine.addSubcommand(new ChangesCommand(program));
        commandLine.addSubcommand(new ShowCommand(program));
        commandLine.addSubcommand(new VerifyCommand(program));
        commandLine.addSubcommand(new RebuildCommand(program));
        commandLine.addSubcommand(new PruneCommand(program));
        commandLine.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .versionProvider(new ProgramVersion()));
        return commandLine
                .setOut(new PrintWriter(program.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(program.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler((thrown, command, parsed) -> program.fail(thrown, null))
                .setAbbreviatedOptionsAllowed(false);
    }
}
