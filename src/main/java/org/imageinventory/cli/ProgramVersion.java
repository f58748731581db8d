package org.imageinventory.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside the classes. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"image-inventory " + read()};
    }

    private static String read() throws IOException {
        try (var file = ProgramVersion.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (file == null) {
                return "of an unknown version";
            }
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("build.version", "of an unknown version");
        }
    }
}
