package org.imageinventory.k8s;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The resources that are applied to a cluster, by folder. If kustomize or kubectl is installed, it renders them.
 * Otherwise they are the unchanged files of a folder and of {@code common}, without overlays. The variant is printed
 * once.
 */
public final class Manifests {

    static final Path ROOT = Path.of("k8s");

    private static final List<String> WITHOUT_PATCHES = List.of("base", "migrate", "reporting");
    private static final List<String> APPLIED = List.of("overlays/access-key", "overlays/rrsa", "migrate", "reporting");

    private static @Nullable Map<String, List<HasMetadata>> sets;

    private Manifests() {}

    /** Returns the resources of each folder. */
    static synchronized Map<String, List<HasMetadata>> sets() {
        if (sets == null) {
            sets = Kustomize.installed().map(Manifests::rendered).orElseGet(Manifests::asTheyStand);
        }
        return sets;
    }

    /** Returns the workloads of all folders. */
    public static Stream<Workload> workloads() {
        return sets().values().stream().flatMap(List::stream).map(Workload::of).flatMap(workload -> workload.stream());
    }

    /** Returns the only workload of a file. */
    static Workload workload(String file) {
        return StrictManifest.read(text(ROOT.resolve(file))).stream()
                .flatMap(resource -> Workload.of(resource).stream())
                .findFirst()
                .orElseThrow();
    }

    /** Returns every file with resources or patches. */
    static List<Path> files() {
        return yamlFiles()
                .filter(file -> !isKustomization(file) && !file.endsWith("config.yaml"))
                .toList();
    }

    static List<Path> kustomizations() {
        return yamlFiles().filter(Manifests::isKustomization).toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<HasMetadata>> rendered(Kustomize tool) {
        System.out.println("Kubernetes manifests: rendered by " + tool);
        var sets = new LinkedHashMap<String, List<HasMetadata>>();
        APPLIED.forEach(folder -> sets.put(folder, StrictManifest.read(tool.render(ROOT.resolve(folder)))));
        return sets;
    }

    private static Map<String, List<HasMetadata>> asTheyStand() {
        System.out.println("Kubernetes manifests: neither kubectl nor kustomize is installed;"
                + " files are read without rendering, and overlays are skipped");
        var sets = new LinkedHashMap<String, List<HasMetadata>>();
        WITHOUT_PATCHES.forEach(folder -> sets.put(
                folder,
                files().stream()
                        .filter(file ->
                                file.startsWith(ROOT.resolve(folder)) || file.startsWith(ROOT.resolve("common")))
                        .flatMap(file -> StrictManifest.read(text(file)).stream())
                        .toList()));
        return sets;
    }

    private static boolean isKustomization(Path file) {
        return file.endsWith("kustomization.yaml");
    }

    private static Stream<Path> yamlFiles() {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
