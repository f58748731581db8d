package org.imageinventory.cli.progress;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Whether and how wide somebody watches. */
final class Terminal {

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final Pattern DEVICE = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");

    private Terminal() {}

    /** Whether standard error is a terminal whose lines can be redrawn. */
    static boolean present() {
        var term = System.getenv("TERM");
        return term != null && !term.equals("dumb") && standardErrorIsTerminal();
    }

    /** Linux tells about standard error itself; elsewhere Java only tells about standard input and output. */
    @SuppressWarnings("SystemConsoleNull") // what it means since Java 22 is asked below
    private static boolean standardErrorIsTerminal() {
        if (Files.exists(STANDARD_ERROR)) {
            try {
                return DEVICE.matcher(Files.readSymbolicLink(STANDARD_ERROR).toString())
                        .matches();
            } catch (IOException e) {
                return false;
            }
        }
        var console = System.console();
        return console != null && isTerminal(console);
    }

    /** Columns. */
    static int width() {
        // picocli asks the terminal, and answers 80 where none does.
        return new UsageMessageSpec().autoWidth(true).width();
    }

    /** Since Java 22 there is a console without a terminal, too, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
