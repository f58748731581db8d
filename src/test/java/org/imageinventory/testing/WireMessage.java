package org.imageinventory.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A message of PostgreSQL's protocol.
 *
 * @param type its first byte
 * @param body the rest, beginning with its length
 */
@SuppressWarnings("ArrayRecordComponent") // read once and passed on, never compared
record WireMessage(int type, byte[] body) {

    static final int QUERY = 'Q';
    static final int PARSE = 'P';
    static final int BIND = 'B';
    static final int EXECUTE = 'E';
    static final int SYNC = 'S';
    static final int COPY_DONE = 'c';
    static final int TERMINATE = 'X';
    static final int AUTHENTICATION = 'R';
    static final int BACKEND_KEY = 'K';
    static final int COPY_IN = 'G';
    static final int READY = 'Z';

    private static final int LENGTH_BYTES = 4;

    /** Returns the number after the length. */
    static int number(byte[] body) {
        return ByteBuffer.wrap(body).getInt(LENGTH_BYTES);
    }

    /** Whether a {@link #READY} reports that no transaction is open. */
    boolean isIdle() {
        return body[LENGTH_BYTES] == 'I';
    }

    /** Returns one of the texts at the start of the body. Each ends with a zero byte. */
    String text(int index) {
        var start = LENGTH_BYTES;
        for (var skipped = 0; skipped < index; skipped++) {
            start = end(start) + 1;
        }
        return new String(body, start, end(start) - start, StandardCharsets.UTF_8);
    }

    private int end(int start) {
        var end = start;
        while (body[end] != 0) {
            end++;
        }
        return end;
    }
}
