package org.imageinventory.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The version, commit and build time, which the build writes to files in the jar. */
final class ProgramVersion implements IVersionProvider {

    private static final String UNKNOWN = "unknown";

    @Override
    public String[] getVersion() {
        var build = build();
        return new String[] {
            "image-inventory %s (commit %s, built %s)"
                    .formatted(
                            build.getProperty("build.version", UNKNOWN),
                            build.getProperty("commit", UNKNOWN),
                            build.getProperty("build.time", UNKNOWN))
        };
    }

    static ObjectNode json() {
        var build = build();
        return JsonMapper.shared()
                .createObjectNode()
                .put("version", build.getProperty("build.version", UNKNOWN))
                .put("commit", build.getProperty("commit", UNKNOWN))
                .put("built", build.getProperty("build.time", UNKNOWN));
    }

    private static Properties build() {
        var build = new Properties();
        for (var name : List.of("build-info", "commit")) {
            try (var file = ProgramVersion.class.getResourceAsStream("/META-INF/" + name + ".properties")) {
                if (file != null) {
                    build.load(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return build;
    }
}
