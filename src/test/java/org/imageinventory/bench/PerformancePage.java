package org.imageinventory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page {@code docs/performance.md}. Its figures are between marks, and the benchmarks write them. */
final class PerformancePage {

    private static final Path PAGE = Path.of("docs", "performance.md");

    private PerformancePage() {}

    /** Prints figures and writes them to the page in place of the earlier figures of that name. */
    static void put(String name, String figures) {
        System.out.printf("%n%s%n", figures);
        var section = Pattern.compile("(<!-- " + name + " -->\n).*?(<!-- end -->)", Pattern.DOTALL);
        try {
            var page = section.matcher(Files.readString(PAGE));
            if (!page.find()) {
                throw new IllegalStateException(PAGE + " has no place for " + name);
            }
            Files.writeString(PAGE, page.replaceFirst("$1" + Matcher.quoteReplacement(figures + "\n") + "$2"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
