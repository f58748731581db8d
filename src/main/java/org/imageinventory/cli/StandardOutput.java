package org.imageinventory.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imageinventory.cli.progress.Terminal;

/** The stream for results. Unlike a PrintStream, it throws an exception if a write fails. */
final class StandardOutput extends OutputStream {

    private static final Path LINK = Path.of("/proc/self/fd/1");
    /** Small, so {@link #written} shows whether a slow reader still reads. */
    private static final int PIECE = 8192;

    private final OutputStream stream;
    private volatile long written;
    private volatile boolean failed;

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    /** @throws OutputException if the write fails */
    void println(String line) {
        print(line + System.lineSeparator());
    }

    /** @throws OutputException if the write fails */
    void print(String text) {
        // JSON is UTF-8 whatever the locale is.
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        try {
            for (var done = 0; done < length; done += PIECE) {
                var piece = Math.min(PIECE, length - done);
                stream.write(bytes, offset + done, piece);
                written += piece;
            }
            stream.flush();
        } catch (IOException e) {
            failed = true;
            throw OutputException.of(e, isClosedPipe(e));
        }
    }

    /** Returns the number of bytes written so far. */
    long written() {
        return written;
    }

    /** Whether this is the process's own standard output, and a terminal. */
    boolean isTerminal() {
        try {
            return isOwn() && Terminal.isStandardOutput();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isOwn() throws IOException {
        return stream instanceof FileOutputStream file && FileDescriptor.out.equals(file.getFD());
    }

    boolean hasFailed() {
        return failed;
    }

    /**
     * Whether the reader of the pipe has ended. The system's message may be translated, so on Linux the type of the
     * file decides: a write to a pipe fails for no other reason.
     */
    private boolean isClosedPipe(IOException failure) {
        if (String.valueOf(failure.getMessage()).contains("Broken pipe")) {
            return true;
        }
        try {
            return isOwn()
                    && Files.exists(LINK)
                    && Files.readSymbolicLink(LINK).toString().matches("(pipe|socket):.*");
        } catch (IOException e) {
            return false;
        }
    }
}
