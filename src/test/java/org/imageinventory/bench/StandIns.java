package org.imageinventory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Stand-ins for the API, one process per region. */
final class StandIns implements AutoCloseable {

    /** The only one of the three products that is walked. */
    private static final String PRODUCT = "CloudApp";

    private static final int PRODUCTS = 3;
    private static final Pattern ENDPOINT = Pattern.compile("ListImage of .*: (http://\\S+)");

    private final Map<String, Process> processes = new HashMap<>();
    private final Map<String, Object> settings = new HashMap<>();

    /**
     * Starts one stand-in per region, and so one scope per region. All scopes together have about this number of
     * images.
     */
    static StandIns start(int regions, int images, Duration latency) {
        var standIns = new StandIns();
        for (var i = 1; i <= regions; i++) {
            standIns.start("cn-bench-" + i, images * PRODUCTS / regions, latency);
        }
        standIns.settings.put("inventory.regions", String.join(",", standIns.processes.keySet()));
        standIns.settings.put("inventory.products", PRODUCT);
        standIns.settings.put("inventory.rate-limit", 1_000_000);
        return standIns;
    }

    private void start(String region, int images, Duration latency) {
        try {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "org.imageinventory.TryIt",
                            "stand-in",
                            "--port=0",
                            "--region=" + region,
                            "--images=" + images,
                            "--latency=" + latency.toMillis() + "ms")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            processes.put(region, process);
            var announced = process.inputReader(StandardCharsets.UTF_8).readLine();
            var endpoint = ENDPOINT.matcher(String.valueOf(announced));
            if (!endpoint.find()) {
                throw new IllegalStateException("the stand-in did not start: " + announced);
            }
            settings.put("inventory.endpoints[" + region + "]", endpoint.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the settings that the program needs to walk the stand-ins. They do not limit its speed. */
    Map<String, Object> settings() {
        return Map.copyOf(settings);
    }

    List<String> regions() {
        return new ArrayList<>(processes.keySet());
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroy);
    }
}
