package org.imageinventory.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The stream for results. Unlike a PrintStream, it fails when it cannot be written. */
final class StandardOutput extends OutputStream {

    private static final Path LINK = Path.of("/proc/self/fd/1");
    /** Small enough to show that a slow reader still reads. */
    private static final int PIECE = 8192;

    private final OutputStream stream;
    private volatile long written;
    private volatile boolean failed;

    StandardOutput(OutputStream stream) {
        this.stream = stream;
    }

    /** @throws OutputException if it cannot be written */
    void println(String line) {
        print(line + System.lineSeparator());
    }

    /** @throws OutputException if it cannot be written */
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

    /** How many bytes were taken so far. */
    long written() {
        return written;
    }

    boolean hasFailed() {
        return failed;
    }

    /** The system's message may be translated, so on Linux the kind of file decides: a pipe fails in no other way. */
    private boolean isClosedPipe(IOException failure) {
        if (String.valueOf(failure.getMessage()).contains("Broken pipe")) {
            return true;
        }
        try {
            return stream instanceof FileOutputStream file
                    && FileDescriptor.out.equals(file.getFD())
                    && Files.exists(LINK)
                    && Files.readSymbolicLink(LINK).toString().matches("(pipe|socket):.*");
        } catch (IOException e) {
            return false;
        }
    }
}
