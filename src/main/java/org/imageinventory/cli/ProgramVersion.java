package org.imageinventory.cli;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What the build wrote beside the classes: the version, and which sources of what time it is made of. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        var build = new Properties();
        for (var name : List.of("build-info", "commit")) {
            try (var file = ProgramVersion.class.getResourceAsStream("/META-INF/" + name + ".properties")) {
                if (file != null) {
                    build.load(file);
                }
            }
        }
        return new String[] {
            "image-inventory %s (commit %s, built %s)"
                    .formatted(
                            build.getProperty("build.version", "unknown"),
                            build.getProperty("commit", "unknown"),
                            build.getProperty("build.time", "unknown"))
        };
    }
}
