package org.imageinventory.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.imageinventory.job.StoppedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * What all commands share: the common options, where to print, and Spring, which is started only for a command's body.
 *
 * @param out for results
 * @param err for all else
 */
record Program(CommonOptions options, PrintStream out, PrintStream err) {

    /** How long the end waits for the last lines. */
    static final long PRINTING_SECONDS = 3;

    /** A command's body: prints its results and returns the exit code. */
    interface Body {
        int run(ApplicationContext context) throws Exception;
    }

    /** Starts Spring, runs the body, stops Spring. A failure of either is told on {@code err}. */
    int run(Body body) {
        var settings = new SettingsInitializer();
        var end = new CommandEnd(this::cutOff);
        var told = new CountDownLatch(1);
        try {
            var spring = new SpringApplication(Application.class);
            spring.addListeners(new LogFormat());
            spring.addInitializers(settings, context -> context.getBeanFactory().registerSingleton("commandEnd", end));
            // After a signal the process ends when Spring is down: the last lines are to be printed before.
            SpringApplication.getShutdownHandlers().add(() -> await(told));
            try (var context = spring.run(arguments())) {
                return run(body, context, end);
            }
        } catch (Exception e) {
            return fail(end.explainsFailures() ? new StoppedException("stopped", e) : e, settings.database());
        } finally {
            told.countDown();
        }
    }

    private static int run(Body body, ApplicationContext context, CommandEnd end) throws Exception {
        try {
            return body.run(context);
        } finally {
            end.bodyIsOver();
        }
    }

    /** Tells what went wrong and returns the exit code. */
    int fail(Exception thrown, @Nullable DatabaseAddress database) {
        var failure = Failure.of(thrown, database);
        if (options.debug) {
            thrown.printStackTrace(err);
        }
        err.println("image-inventory: " + Printable.line(failure.message()));
        if (failure.advice() != null) {
            err.println("  " + Printable.line(failure.advice()));
        }
        return failure.exitCode();
    }

    private String[] arguments() {
        var arguments = new ArrayList<String>();
        if (options.config != null) {
            arguments.add("--spring.config.additional-location=" + ConfigurationFile.location(options.config));
        }
        if (options.debug) {
            arguments.add("--logging.level.org.imageinventory=DEBUG");
            arguments.add("--logging.level.org.springframework.batch.core.step.AbstractStep=ERROR");
            arguments.add("--image-inventory.stack-traces=%n%ex");
        }
        return arguments.toArray(String[]::new);
    }

    private static void await(CountDownLatch told) {
        try {
            var unused = told.await(PRINTING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cutOff() {
        err.println("image-inventory: stopped");
        Runtime.getRuntime().halt(ExitCode.STOPPED);
    }
}
