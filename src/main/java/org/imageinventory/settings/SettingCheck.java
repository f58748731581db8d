package org.imageinventory.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;

/** The checks that several settings share. Each message names the key. */
final class SettingCheck {

    private SettingCheck() {}

    static void require(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }

    static void requireRange(String key, int value, int least, int most) {
        require(
                value >= least && value <= most,
                key + " must be a whole number between " + least + " and " + most + ", not " + value);
    }

    static void requirePositive(String key, Duration value) {
        require(
                value.compareTo(Duration.ZERO) > 0,
                key + " must be longer than zero, such as 30s, 5m or 6h, not " + value);
    }

    /** Requires one millisecond to one day. Fractions of a millisecond are dropped, and zero would mean no limit. */
    static void requireUpToADay(String key, Duration value) {
        requirePositive(key, value.truncatedTo(ChronoUnit.MILLIS));
        require(value.compareTo(Duration.ofDays(1)) <= 0, key + " must be at most 24h, not " + value);
    }

    /** Requires one second to 366 days, which PostgreSQL can hold as an interval. */
    static void requireUpToAYear(String key, Duration value) {
        requirePositive(key, value.truncatedTo(ChronoUnit.SECONDS));
        require(value.compareTo(Duration.ofDays(366)) <= 0, key + " must be at most 366d, not " + value);
    }

    /** Refuses a known name in another case, which is a mistake. Allows unknown names, which may be new in the API. */
    static void requireSpelling(String key, List<String> names, List<String> known) {
        for (var name : names) {
            for (var meant : known) {
                require(
                        name.equals(meant) || !name.equalsIgnoreCase(meant),
                        key + " has '" + name + "': did you mean " + meant + "?");
            }
        }
    }

    /** Requires at least one name, and none blank or twice. Refuses a slash, the separator in the names of scopes. */
    static void requireNames(String key, List<String> names) {
        require(!names.isEmpty(), key + " must have at least one entry");
        var seen = new HashSet<String>();
        for (var name : names) {
            require(!name.isBlank(), key + " must not have a blank entry");
            require(name.indexOf('/') < 0, key + " has '" + name + "': a slash is not allowed there");
            require(seen.add(name), key + " has '" + name + "' twice");
        }
    }
}
