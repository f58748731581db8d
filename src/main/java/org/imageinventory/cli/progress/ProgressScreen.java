package org.imageinventory.cli.progress;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last lines of a terminal, which are redrawn often. All other output goes above them. */
final class ProgressScreen {

    private static final String ESC = "\u001B[";

    private final PrintStream terminal;
    private int drawn;

    ProgressScreen(PrintStream terminal) {
        this.terminal = terminal;
    }

    synchronized void draw(List<String> lines) {
        var frame = new StringBuilder(upAndClear());
        lines.forEach(line -> frame.append(line).append('\n'));
        terminal.print(frame);
        terminal.flush();
        drawn = lines.size();
    }

    synchronized void clear() {
        if (drawn > 0) {
            terminal.print(upAndClear());
            terminal.flush();
            drawn = 0;
        }
    }

    /** Returns the stream for all other output. It removes the bars before it prints; the next drawing shows them. */
    PrintStream above() {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        synchronized (ProgressScreen.this) {
                            clear();
                            terminal.write(bytes, offset, length);
                            terminal.flush();
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }

    private String upAndClear() {
        return drawn == 0 ? "" : ESC + drawn + "A\r" + ESC + "J";
    }
}
