package org.imageinventory.listimage.json;

/** Characters in UTF-8, by the rules of a strict decoder. */
final class Utf8 {

    private Utf8() {}

    /**
     * Returns the length of a character of two or more bytes; 0 if the bytes are not a character: cut off, overlong, or
     * half a surrogate pair.
     */
    static int length(byte[] bytes, int at) {
        var first = bytes[at] & 0xFF;
        var second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
        if (first >= 0xC2 && first <= 0xDF) {
            return isWithin(second, 0x80, 0xBF) ? 2 : 0;
        }
        if (first >= 0xE0 && first <= 0xEF) {
            return isWithin(second, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF)
                            && continues(bytes, at + 2)
                    ? 3
                    : 0;
        }
        if (first >= 0xF0 && first <= 0xF4) {
            return isWithin(second, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF)
                            && continues(bytes, at + 2)
                            && continues(bytes, at + 3)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean continues(byte[] bytes, int at) {
        return at < bytes.length && isWithin(bytes[at] & 0xFF, 0x80, 0xBF);
    }

    private static boolean isWithin(int value, int least, int most) {
        return value >= least && value <= most;
    }
}
