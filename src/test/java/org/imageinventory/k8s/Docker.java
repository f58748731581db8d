package org.imageinventory.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Containers of the built image in the network of this process. They have the restrictions of their manifest. */
final class Docker {

    private final String image;

    Docker(String image) {
        this.image = image;
    }

    /** The output and the exit code of a container. */
    record Ended(int exitCode, String output) {}

    /** Runs a workload's container to its end. Uses {@code arguments}, if there are any, in place of the manifest's. */
    Ended run(Workload workload, Map<String, String> environment, String... arguments) {
        return docker(command(List.of("run", "--rm"), workload, environment, arguments));
    }

    /** Starts the container and returns its ID. */
    String start(Workload workload, Map<String, String> environment) {
        return outputOf(command(List.of("run", "--detach"), workload, environment));
    }

    /** Sends SIGTERM to process 1, and SIGKILL after the grace period. Removes the container and returns its result. */
    Ended stop(String id, Workload workload) {
        outputOf(List.of(
                "stop",
                "--time",
                workload.podSpec().getTerminationGracePeriodSeconds().toString(),
                id));
        var exitCode = Integer.parseInt(outputOf(List.of("wait", id)));
        var output = docker(List.of("logs", id)).output();
        outputOf(List.of("rm", id));
        return new Ended(exitCode, output);
    }

    /** Returns a field of the image's own configuration. */
    String inspect(String format) {
        return outputOf(List.of("image", "inspect", "--format", format, image));
    }

    /** Runs Java itself in the image. */
    Ended java(String... arguments) {
        var words = new ArrayList<>(List.of("run", "--rm", "--read-only", "--cap-drop", "ALL", "--entrypoint", "java"));
        words.add(image);
        words.addAll(List.of(arguments));
        return docker(words);
    }

    private List<String> command(
            List<String> verb, Workload workload, Map<String, String> environment, String... arguments) {
        var pod = workload.podSpec().getSecurityContext();
        var container = workload.container();
        var words = new ArrayList<>(verb);
        words.addAll(List.of("--network", "host", "--user", pod.getRunAsUser() + ":" + pod.getRunAsGroup()));
        var memory = Objects.requireNonNull(container.getResources().getLimits().get("memory"));
        words.addAll(
                List.of("--memory", memory.getNumericalAmount().toBigInteger().toString()));
        if (container.getSecurityContext().getReadOnlyRootFilesystem()) {
            words.add("--read-only");
        }
        container
                .getSecurityContext()
                .getCapabilities()
                .getDrop()
                .forEach(name -> words.addAll(List.of("--cap-drop", name)));
        if (!container.getSecurityContext().getAllowPrivilegeEscalation()) {
            words.addAll(List.of("--security-opt", "no-new-privileges"));
        }
        for (var mount : container.getVolumeMounts()) {
            // The only volume is the ConfigMap that the generator creates from common/config.yaml.
            var source = Manifests.ROOT.resolve("common").toAbsolutePath();
            words.addAll(List.of("--volume", source + ":" + mount.getMountPath() + ":ro"));
        }
        // Nothing may start through a shell.
        words.addAll(List.of("--volume", Path.of("/dev/null") + ":/bin/sh:ro"));
        environment.forEach((name, value) -> words.addAll(List.of("--env", name + "=" + value)));
        words.add(image);
        words.addAll(arguments.length == 0 ? container.getArgs() : List.of(arguments));
        return words;
    }

    private static String outputOf(List<String> arguments) {
        var ended = docker(arguments);
        if (ended.exitCode() != 0) {
            throw new IllegalStateException(arguments + ": " + ended.output());
        }
        return ended.output().strip();
    }

    private static Ended docker(List<String> arguments) {
        var words = new ArrayList<>(List.of("docker"));
        words.addAll(arguments);
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
