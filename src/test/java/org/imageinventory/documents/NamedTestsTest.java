package org.imageinventory.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/reliability.md} names for its guarantees exist. */
class NamedTestsTest {

    private static final Pattern NAME = Pattern.compile("([A-Z]\\w*(?:Test|Soak))(?:\\.(\\w+))?");

    @Test
    void eachTestThatShowsAPromiseIsThere() throws IOException {
        var sources = sources();
        var page = Page.read(Path.of("docs", "reliability.md"));

        assertThat(page.code().map(NAME::matcher).filter(name -> name.matches()))
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> {
                    assertThat(sources).containsKey(name.group(1));
                    if (name.group(2) != null) {
                        assertThat(sources.get(name.group(1))).contains("void " + name.group(2) + "(");
                    }
                });
    }

    private static Map<String, String> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var sources = new HashMap<String, String>();
            for (var file : (Iterable<Path>) javaFiles(files)::iterator) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
            return sources;
        }
    }

    private static Stream<Path> javaFiles(Stream<Path> files) {
        return files.filter(file -> file.toString().endsWith(".java"));
    }
}
