package org.imageinventory.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The command line {@code image-inventory COMMAND [options]}. */
public final class ImageInventory {

    private ImageInventory() {}

    /** Ends the process with the command's exit code. */
    public static void main(String[] args) {
        // Without a locale, as in a container, Java would print question marks for non-ASCII names.
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // Standard output is for results only, so what libraries print goes to standard error.
        System.setOut(err);
        System.setErr(err);
        System.exit(run(args, new FileOutputStream(FileDescriptor.out), err));
    }

    /**
     * Runs one command.
     *
     * @param out for results
     * @param err for messages and progress
     * @return the exit code
     */
    public static int run(String[] args, OutputStream out, PrintStream err) {
        var program = new Program(new CommonOptions(List.of(args)), out, err);
        // picocli's writer ignores write errors, so it writes help and version to memory.
        var help = new StringWriter();
        try (var lastWords = program.lastWords()) {
            lastWords.arm();
            var exitCode = commandLine(program, help).execute(args);
            printHelp(help.toString(), program);
            return exitCode;
        } catch (OutputException e) {
            return program.fail(e, null);
        }
    }

    private static void printHelp(String help, Program program) {
        var options = program.options();
        if (help.isEmpty()) {
            return;
        }
        if (options.json() && options.version && !options.help) {
            program.document().print(ProgramVersion.json());
            return;
        }
        program.out().print(help);
    }

    private static CommandLine commandLine(Program program, StringWriter help) {
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
        commandLine.addSubcommand(new ConfigCommand(program));
        commandLine.addSubcommand(new CompletionCommand(program));
        commandLine.addSubcommand(new HelpCommand());
        commandLine.getSubcommands().values().forEach(ImageInventory::setVersion);
        return commandLine
                .setOut(new PrintWriter(help, true))
                .setErr(new PrintWriter(program.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(new UsageErrors(program))
                .setExecutionExceptionHandler((thrown, command, parsed) -> program.fail(thrown, null))
                .setAbbreviatedOptionsAllowed(false);
    }

    private static void setVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new ProgramVersion());
        command.getSubcommands().values().forEach(ImageInventory::setVersion);
    }
}
