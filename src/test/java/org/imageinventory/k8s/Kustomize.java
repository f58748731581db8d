package org.imageinventory.k8s;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tool that renders a folder of manifests, if it is installed on this machine. */
final class Kustomize {

    private static final List<List<String>> TOOLS =
            List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"));

    private final List<String> command;

    private Kustomize(List<String> command) {
        this.command = command;
    }

    static Optional<Kustomize> installed() {
        return TOOLS.stream().filter(tool -> isOnPath(tool.get(0))).findFirst().map(Kustomize::new);
    }

    String render(Path folder) {
        var words = new ArrayList<>(command);
        words.add(folder.toString());
        try {
            var errors = Files.createTempFile("kustomize", ".log");
            var process =
                    new ProcessBuilder(words).redirectError(errors.toFile()).start();
            var rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var exitCode = process.waitFor();
            var said = Files.readString(errors);
            Files.delete(errors);
            if (exitCode != 0 || !said.isBlank()) {
                throw new IllegalStateException(this + " " + folder + " ended with " + exitCode + ": " + said);
            }
            return rendered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
