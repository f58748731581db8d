package org.imageinventory.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Metrics in Prometheus' text format, read strictly. A line in another format is an error. */
final class Exposition {

    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\",?");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{((?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\]|\\\\.)*\",?)*)})? (\\S+)");
    private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) [a-zA-Z_:][\\w:]* .*");

    private final Map<String, Map<Map<String, String>, Double>> samples = new TreeMap<>();

    private Exposition(String text) {
        text.lines().filter(line -> !line.isEmpty()).forEach(this::line);
    }

    static Exposition parse(String text) {
        return new Exposition(text);
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            if (!COMMENT.matcher(line).matches()) {
                throw new IllegalArgumentException("not a comment of this format: " + line);
            }
            return;
        }
        var sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        var labels = new TreeMap<String, String>();
        if (sample.group(2) != null) {
            LABEL.matcher(sample.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        var before = samples.computeIfAbsent(sample.group(1), name -> new LinkedHashMap<>())
                .put(labels, Double.valueOf(sample.group(3).replace("+Inf", "Infinity")));
        if (before != null) {
            throw new IllegalArgumentException("twice: " + line);
        }
    }

    Set<String> names() {
        return new TreeSet<>(samples.keySet());
    }

    /** Returns the values of a metric by their labels. */
    Map<Map<String, String>, Double> of(String name) {
        return samples.getOrDefault(name, Map.of());
    }

    /** Returns the only value of a metric that has all these labels. */
    double value(String name, String... labels) {
        var found = of(name).entrySet().stream()
                .filter(sample -> {
                    for (var i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(sample.getKey().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    name + " " + String.join(" ", labels) + " is there " + found.size() + " times in " + of(name));
        }
        return found.get(0).getValue();
    }
}
