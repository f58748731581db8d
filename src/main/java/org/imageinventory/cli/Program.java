package org.imageinventory.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import org.imageinventory.cli.progress.Terminal;
import org.imageinventory.cli.report.Layout;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.job.StoppedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** The parts that all commands share: common options, output, and Spring, which runs only for a command's body. */
final class Program {

    private final CommonOptions options;
    private final StandardOutput out;
    private final ResultDocument document;
    private final PrintStream err;
    private volatile @Nullable ConfigurableApplicationContext application;
    private boolean isQuiet;

    /**
     * @param out for results
     * @param err for everything else
     */
    Program(CommonOptions options, OutputStream out, PrintStream err) {
        this.options = options;
        this.out = new StandardOutput(out);
        this.document = new ResultDocument(this.out);
        this.err = err;
    }

    CommonOptions options() {
        return options;
    }

    /** Returns the stream for results as text. */
    StandardOutput out() {
        return out;
    }

    /** Returns the layout of results as text: the width of the terminal, or the usual one if they go elsewhere. */
    Layout layout() {
        if (options.wide) {
            return Layout.WIDE;
        }
        return out.isTerminal() ? new Layout(Terminal.width()) : Layout.USUAL;
    }

    /** Returns the document for results as JSON. */
    ResultDocument document() {
        return document;
    }

    /** Returns the stream for messages and progress. */
    PrintStream err() {
        return err;
    }

    /** Logs only errors from now on. */
    void beQuiet() {
        isQuiet = true;
    }

    /** A command's body: prints its results and returns the exit code. */
    interface Body {
        int run(ApplicationContext context) throws Exception;
    }

    /** Starts Spring, runs the body, stops Spring. Prints any failure, and returns the exit code. */
    int run(Body body) {
        var settings = new SettingsInitializer();
        var end = new CommandEnd(this::cutOff);
        try {
            var spring = new SpringApplication(Application.class);
            spring.addListeners(new LogFormat());
            spring.addInitializers(settings, context -> {
                context.getBeanFactory().registerSingleton("commandEnd", end);
                application = context;
            });
            try (var context = spring.run(arguments())) {
                return run(body, context, end);
            }
        } catch (Throwable e) { // an Error is printed like any other failure
            return fail(end.explainsFailures() ? new StoppedException("stopped", e) : e, settings.database());
        }
    }

    /** A command's body that only reads the configuration: prints its results and returns the exit code. */
    interface Inspection {
        int run(ConfigurableEnvironment environment);
    }

    /** Reads the configuration's sources as {@link #run} does, but creates no bean. Returns the exit code. */
    int inspect(Inspection body) {
        try {
            var spring = new SpringApplication(NoBeans.class);
            spring.addListeners(new LogFormat());
            try (var context = spring.run(arguments())) {
                return body.run(context.getEnvironment());
            }
        } catch (Throwable e) { // an Error is printed like any other failure
            return fail(e, null);
        }
    }

    /** An application must have a source of beans. */
    private static final class NoBeans {}

    private static int run(Body body, ApplicationContext context, CommandEnd end) throws Exception {
        try {
            return body.run(context);
        } finally {
            end.bodyIsOver();
        }
    }

    /**
     * Prints the report of a command that has done its work.
     *
     * @param work what the command did, for the message if the report cannot be printed
     */
    void printAfter(String work, Runnable report) {
        try {
            report.run();
        } catch (OutputException e) {
            throw e.after(work);
        }
    }

    /** Prints what went wrong and returns the exit code. */
    int fail(Throwable thrown, @Nullable DatabaseAddress database) {
        if (options.debug) {
            thrown.printStackTrace(err);
        }
        return fail(Failures.of(thrown, database));
    }

    private int fail(Failure failure) {
        if (failure.exitCode() == ExitCode.CLOSED_PIPE) {
            return failure.exitCode(); // the user ended the reader, so no message is needed
        }
        err.println("image-inventory: " + Printable.line(failure.message()));
        if (failure.advice() != null) {
            err.println("  " + Printable.line(failure.advice()));
        }
        return failInJson(failure);
    }

    /** Ends the JSON document with a failure that standard error already shows. */
    int failInJson(Failure failure) {
        if (options.json()) {
            document.fail(failure);
        }
        return failure.exitCode();
    }

    /** Returns the hook that keeps the process after a signal until the command has printed its last lines. */
    LastWords lastWords() {
        return new LastWords(out, this::isUp, this::stopped);
    }

    private boolean isUp() {
        var context = application;
        return context != null && context.isActive();
    }

    private void stopped() {
        fail(Failures.of(new StoppedException("stopped", null), null));
    }

    private void cutOff() {
        stopped();
        Runtime.getRuntime().halt(ExitCode.STOPPED);
    }

    private String[] arguments() {
        var arguments = new ArrayList<String>();
        if (options.config != null) {
            arguments.add("--spring.config.additional-location=" + ConfigurationFile.location(options.config));
        }
        if (isQuiet && !options.debug) {
            arguments.add("--logging.level.root=ERROR");
            arguments.add("--logging.level.org.imageinventory=ERROR");
        }
        if (options.debug) {
            arguments.add("--logging.level.org.imageinventory=DEBUG");
            arguments.add("--logging.level.org.springframework.batch.core.step.AbstractStep=ERROR");
            arguments.add("--image-inventory.stack-traces=%n%ex");
            arguments.add("--image-inventory.log-origin=%logger{0}: ");
        }
        return arguments.toArray(String[]::new);
    }
}
