package org.imageinventory.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A meter of images per second, over the last minute in which images arrived. A walk reads some pages and then writes them:
 * while nothing arrives, the rate stays.
 */
final class RateMeter {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** In the first seconds the rate includes the time since the last page, because one burst is no rate yet. */
    private static final Duration START = Duration.ofSeconds(5);

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** @param start the time before the first image */
    RateMeter(Instant start) {
        samples.add(new Sample(start, 0));
    }

    /** @param images the number of all images so far */
    void note(Instant now, long images) {
        if (images <= samples.getLast().images()) {
            return;
        }
        samples.add(new Sample(now, images));
        while (samples.size() > 2
                && Duration.between(samples.getFirst().at(), now).compareTo(WINDOW) > 0) {
            samples.removeFirst();
        }
    }

    double rate(Instant now) {
        var first = samples.getFirst();
        var last = samples.getLast();
        var sinceFirst = Duration.between(first.at(), now);
        var measured = Duration.between(first.at(), last.at());
        if (measured.compareTo(START) < 0) {
            measured = sinceFirst.compareTo(START) < 0 ? sinceFirst : START;
        }
        return measured.toMillis() <= 0 ? 0 : (last.images() - first.images()) * 1000.0 / measured.toMillis();
    }

    /** Returns the time since images arrived. */
    Duration idle(Instant now) {
        return Duration.between(samples.getLast().at(), now);
    }

    private record Sample(Instant at, long images) {}
}
