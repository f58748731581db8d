package org.imageinventory.listimage.json;

import java.util.Arrays;

/**
 * A position in JSON bytes. It moves past values without reading them, and fails where a parser would fail. This costs
 * about a third of parsing. Strings may contain control characters.
 */
final class JsonCursor {

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final byte[] json;
    private int at;
    private boolean utf8 = true;
    /** The closing brackets of the containers that are open. */
    private byte[] closing = new byte[16];

    /** A syntax error: the bytes are not JSON, or end too early. */
    static final class NotJsonException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotJsonException() {
            super("not JSON", null, false, false);
        }
    }

    JsonCursor(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
        utf8 = true;
    }

    /** Whether all strings since the last {@link #moveTo} were UTF-8. */
    boolean isUtf8() {
        return utf8;
    }

    /** Moves past white space and returns the next byte, without moving past it. */
    byte next() {
        while (at < json.length) {
            var b = json[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        throw new NotJsonException();
    }

    void expect(char expected) {
        if (next() != expected) {
            throw new NotJsonException();
        }
        at++;
    }

    /** Moves past a comma and returns true. If {@code end} is next, returns false without moving past it. */
    boolean comma(char end) {
        var next = next();
        if (next == ',') {
            at++;
            return true;
        }
        if (next != end) {
            throw new NotJsonException();
        }
        return false;
    }

    /** Moves past a value of any depth. It uses a loop, because recursion could exhaust the stack. */
    void value() {
        var open = 0;
        do {
            var first = next();
            if (first == '{' || first == '[') {
                at++;
                var end = (byte) (first == '{' ? '}' : ']');
                if (next() != end) {
                    open = open(open, end);
                    continue;
                }
                at++;
            } else if (first == '"') {
                text();
            } else {
                bare(first);
            }
            open = closeEnded(open);
        } while (open > 0);
    }

    private int open(int open, byte end) {
        if (open == closing.length) {
            closing = Arrays.copyOf(closing, 2 * open);
        }
        closing[open] = end;
        if (end == '}') {
            name();
        }
        return open + 1;
    }

    /** Closes the containers that end after a value, and returns how many are still open. */
    private int closeEnded(int wereOpen) {
        var open = wereOpen;
        while (open > 0) {
            var end = closing[open - 1];
            var next = next();
            at++;
            if (next == ',') {
                if (end == '}') {
                    name();
                }
                return open;
            }
            if (next != end) {
                throw new NotJsonException();
            }
            open--;
        }
        return 0;
    }

    private void name() {
        next();
        text();
        expect(':');
    }

    /** Moves past a string and returns whether it has no escapes. */
    boolean text() {
        if (json[at] != '"') {
            throw new NotJsonException();
        }
        var plain = true;
        var i = at + 1;
        while (i < json.length) {
            var b = json[i];
            if (b == '"') {
                at = i + 1;
                return plain;
            }
            if (b == '\\') {
                plain = false;
                i = afterEscape(i + 1);
            } else if (b >= 0) {
                i++;
            } else {
                var length = Utf8.length(json, i);
                utf8 &= length > 0;
                i += Math.max(length, 1);
            }
        }
        throw new NotJsonException();
    }

    private int afterEscape(int escaped) {
        if (escaped < json.length) {
            switch (json[escaped]) {
                case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                    return escaped + 1;
                }
                case 'u' -> {
                    var end = escaped + 5;
                    var i = escaped + 1;
                    while (i < end && i < json.length && Character.digit(json[i], 16) >= 0) {
                        i++;
                    }
                    if (i == end) {
                        return end;
                    }
                }
                default -> {}
            }
        }
        throw new NotJsonException();
    }

    /** Moves past a number, true, false or null. The caller checks what follows. */
    private void bare(byte first) {
        switch (first) {
            case 't' -> word(TRUE);
            case 'f' -> word(FALSE);
            case 'n' -> word(NULL);
            default -> number();
        }
    }

    private void word(byte[] word) {
        var end = at + word.length;
        if (end > json.length || !Arrays.equals(json, at, end, word, 0, word.length)) {
            throw new NotJsonException();
        }
        at = end;
    }

    private void number() {
        if (json[at] == '-') {
            at++;
        }
        if (at < json.length && json[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < json.length && json[at] == '.') {
            at++;
            digits();
        }
        if (at < json.length && (json[at] == 'e' || json[at] == 'E')) {
            at++;
            if (at < json.length && (json[at] == '+' || json[at] == '-')) {
                at++;
            }
            digits();
        }
    }

    private void digits() {
        var from = at;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw new NotJsonException();
        }
    }
}
