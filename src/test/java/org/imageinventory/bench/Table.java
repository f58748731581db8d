package org.imageinventory.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The costs of several variants over several rounds, as a Markdown table of medians and ranges. */
final class Table {

    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    void add(String way, Cost cost) {
        costs.computeIfAbsent(way, any -> new ArrayList<>()).add(cost);
    }

    double median(String way, ToDoubleFunction<Cost> figure) {
        var sorted = sorted(way, figure);
        return sorted[sorted.length / 2];
    }

    /** Returns the ratio of the images per second of two variants. */
    double ratio(String way, String other) {
        return median(way, Cost::imagesPerSecond) / median(other, Cost::imagesPerSecond);
    }

    @Override
    public String toString() {
        return """
                | | images/s | CPU here, µs per image | CPU of PostgreSQL, µs per image \
                | WAL, bytes per image | rows per image |
                |---|---:|---:|---:|---:|---:|
                """
                + costs.keySet().stream()
                        .map(way -> "| %s | %s | %s | %s | %s | %s |"
                                .formatted(
                                        way,
                                        figure(way, "%,.0f", Cost::imagesPerSecond),
                                        figure(way, "%,.0f", Cost::clientMicrosPerImage),
                                        figure(way, "%,.0f", Cost::serverMicrosPerImage),
                                        figure(way, "%,.1f", Cost::walBytesPerImage),
                                        rows(way)))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private String rows(String way) {
        return all(way).stream().anyMatch(cost -> cost.rows() == null)
                ? "–"
                : figure(way, "%.1f", cost -> (double) Objects.requireNonNull(cost.rows()) / cost.images());
    }

    private String figure(String way, String format, ToDoubleFunction<Cost> figure) {
        var sorted = sorted(way, figure);
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private double[] sorted(String way, ToDoubleFunction<Cost> figure) {
        return all(way).stream().mapToDouble(figure).sorted().toArray();
    }

    private List<Cost> all(String way) {
        var all = costs.get(way);
        if (all == null) {
            throw new IllegalArgumentException("no measurement of " + way);
        }
        return all;
    }
}
