package org.imageinventory.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.imageinventory.settings.ConfigurationException;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** The file of {@code --config}. It is checked before Spring Boot reads it, so messages can name the wrong line. */
final class ConfigurationFile {

    private static final List<String> ROOTS = List.of("inventory", "spring", "logging");

    /** The key that Spring Boot's loader uses for a document that is not a mapping. */
    private static final String NO_MAPPING = "document";

    private static final Pattern END_OF_ROOT = Pattern.compile("[.\\[]");

    private ConfigurationFile() {}

    /**
     * Checks the file's syntax and root keys.
     *
     * @return the file's location for {@code spring.config.additional-location}
     */
    static String location(Path file) {
        if (!Files.exists(file)) {
            throw new ConfigurationException("configuration file " + file + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException("configuration file " + file + " is not a regular file");
        }
        load(file).forEach(document -> checkRoots(file, document));
        // Encoded, because Spring Boot splits and matches locations at these characters. "[.yaml]" sets the type.
        return file.toUri().toString().replace(",", "%2C").replace(";", "%3B").replace("*", "%2A") + "[.yaml]";
    }

    private static List<PropertySource<?>> load(Path file) {
        try {
            return new YamlPropertySourceLoader()
                    .load("configuration file", new ByteArrayResource(Files.readAllBytes(file)));
        } catch (AccessDeniedException e) {
            throw new ConfigurationException("configuration file " + file + " cannot be read: permission denied", e);
        } catch (IOException e) {
            throw new ConfigurationException("configuration file " + file + " cannot be read: " + e, e);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            var line = mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
            throw new ConfigurationException(file + line + " is not YAML: " + e.getProblem(), e);
        } catch (RuntimeException e) {
            var reason = e.getCause() instanceof CharacterCodingException ? "it is not UTF-8 text" : firstLine(e);
            throw new ConfigurationException(file + " is not YAML: " + reason, e);
        }
    }

    private static void checkRoots(Path file, PropertySource<?> document) {
        if (!(document instanceof EnumerablePropertySource<?> enumerable)) {
            return;
        }
        for (var name : enumerable.getPropertyNames()) {
            var root = END_OF_ROOT.split(name, 2)[0];
            if (root.equals(NO_MAPPING)) {
                throw new ConfigurationException(
                        file + " is not a YAML mapping: use the keys " + String.join(", ", ROOTS));
            }
            if (!ROOTS.contains(root)) {
                throw new ConfigurationException("'" + root + "' is not a known key: use " + String.join(", ", ROOTS)
                        + " (" + file + line(document, name) + ")");
            }
        }
    }

    private static String line(PropertySource<?> document, String name) {
        return OriginLookup.getOrigin(document, name) instanceof TextResourceOrigin origin
                        && origin.getLocation() != null
                ? ":" + (origin.getLocation().getLine() + 1)
                : "";
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
