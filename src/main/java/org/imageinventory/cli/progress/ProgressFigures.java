package org.imageinventory.cli.progress;

import java.time.Duration;
import java.util.Locale;
import org.imageinventory.cli.report.Times;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one scope, or of all scopes together.
 *
 * @param expected the number of images to read; null while it is unknown
 * @param rate images per second; 0 if unknown or if nothing is in progress
 * @param idle the time since images arrived
 */
record ProgressFigures(long pages, long images, @Nullable Long expected, double rate, Duration idle) {

    /** A chunk is written in less time, so something else takes long: the API, or the database. */
    private static final Duration STALLED = Duration.ofSeconds(30);

    /** Returns the share that is done, from 0 to 1; 0 while it is unknown. */
    double share() {
        if (expected == null) {
            return 0;
        }
        return expected == 0 ? 1 : Math.min(1, (double) images / expected);
    }

    /** Returns the share in percent, rounded down; a dash while it is unknown. */
    String percent() {
        return expected == null ? "-" : String.format(Locale.ROOT, "%.0f%%", Math.floor(share() * 100));
    }

    /** Returns the estimated time left, or for how long nothing has arrived; empty if neither is known. */
    String outlook() {
        if (idle.compareTo(STALLED) >= 0) {
            return "stalled " + Times.span(idle);
        }
        if (expected == null || rate <= 0) {
            return "";
        }
        var left = Duration.ofMillis(Math.round(Math.max(0, expected - images) * 1000 / rate))
                .minus(idle);
        return left.toSeconds() < 1 ? "" : Times.span(left) + " left";
    }
}
