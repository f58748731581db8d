package org.imageinventory.cli.progress;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The terminal: whether a stream goes there, and its width. */
public final class Terminal {

    private static final Path STREAMS = Path.of("/proc/self/fd");
    private static final Pattern DEVICE = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");

    private Terminal() {}

    /** Whether standard error is a terminal whose lines can be redrawn. */
    static boolean canRedraw() {
        var term = System.getenv("TERM");
        return term != null && !term.equals("dumb") && isAt(2);
    }

    /** Whether standard output is a terminal. */
    public static boolean isStandardOutput() {
        return isAt(1);
    }

    /** Whether a stream is a terminal. Except on Linux, Java only checks standard input and output together. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal checks what a console means since Java 22
    private static boolean isAt(int descriptor) {
        if (Files.exists(STREAMS)) {
            try {
                var device = Files.readSymbolicLink(STREAMS.resolve(String.valueOf(descriptor)));
                return DEVICE.matcher(device.toString()).matches();
            } catch (IOException e) {
                return false;
            }
        }
        var console = System.console();
        return console != null && isTerminal(console);
    }

    /** Returns the number of columns. */
    public static int width() {
        // picocli asks the terminal, and returns 80 if it gets no width.
        return new UsageMessageSpec().autoWidth(true).width();
    }

    /** Whether the console is a terminal. Since Java 22 it may be none; its method {@code isTerminal} shows that. */
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
