package org.imageinventory.standin;

/** A mapping from positions to IDs and back. An image is found by its ID without a table. */
final class SeededIds {

    private static final String CUSTOM = "imgc-0";
    private static final String VERSION = "iv-0";
    private static final String[] SYSTEM = {
        "desktopimage-windows-server-2022-64-asp",
        "desktopimage-windows-server-2022-64-ch-asp",
        "desktopimage-windows-server-2019-64-ch-vgpu",
        "desktopimage-windows-11-64-ch-asp",
        "desktopimage-ubuntu-2204-64-asp"
    };
    private static final int SYSTEM_SHARE = 25;

    private final long seed;

    SeededIds(long seed) {
        this.seed = seed;
    }

    /** Whether the image is a system image. One image in twenty-five is. */
    boolean isSystem(int position) {
        return position % SYSTEM_SHARE == 0;
    }

    /** Returns an ID that describes the system. It is the same for every account. */
    String systemId(int position) {
        int number = position / SYSTEM_SHARE;
        return SYSTEM[number % SYSTEM.length] + "-v" + number;
    }

    String customId(int position) {
        return CUSTOM + base36(Mix.scattered(position, seed));
    }

    String versionId(int position, int version) {
        return VERSION + base36(Mix.scattered(position, seed + version)).substring(2);
    }

    /**
     * Returns the position that an image with this ID would have; -1 if there is none. It may be wrong, because the
     * caller compares the IDs.
     */
    int position(String id) {
        try {
            if (id.startsWith(CUSTOM)) {
                long found = Mix.gathered(Long.parseUnsignedLong(id.substring(CUSTOM.length()), 36), seed);
                return found >= 0 && found <= Integer.MAX_VALUE ? (int) found : -1;
            }
            int dash = id.lastIndexOf("-v");
            return dash < 0 ? -1 : Math.multiplyExact(Integer.parseInt(id.substring(dash + 2)), SYSTEM_SHARE);
        } catch (NumberFormatException | ArithmeticException notOurs) {
            return -1;
        }
    }

    private static String base36(long number) {
        String digits = Long.toUnsignedString(number, 36);
        return "0".repeat(13 - digits.length()) + digits;
    }
}
