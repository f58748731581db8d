package org.imageinventory.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    private static final long PRINTING_SECONDS = 10;

    /** A command's body: prints its results and returns the exit code. */
    interface Body {
        int run(ApplicationContext context) throws Exception;
    }

    /** Starts Spring, runs the body, stops Spring. A failure of either is told on {@code err}. */
    int run(Body body) {
        var settings = new SettingsInitializer();
        var done = new CountDownLatch(1);
        try {
            var spring = new SpringApplication(Application.class);
            spring.addInitializers(settings);
            // A signal closes the context, and the body's last lines are to be printed before the process ends.
            SpringApplication.getShutdownHandlers().add(() -> await(done));
            try (var context = spring.run(arguments())) {
                var exitCode = body.run(context);
                out.flush();
                done.countDown();
                return exitCode;
            }
        } catch (Exception e) {
            return fail(e, settings.database());
        } finally {
            done.countDown();
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
            arguments.add("--image-inventory.stack-traces=%n%ex");
        }
        return arguments.toArray(String[]::new);
    }

    private static void await(CountDownLatch done) {
        try {
            var unused = done.await(PRINTING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
