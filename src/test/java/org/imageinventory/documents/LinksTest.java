package org.imageinventory.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links within the repository point to existing files and headings. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Page page) {
        assertThat(links(page)).allSatisfy(link -> {
            var parts = link.split("#", 2);
            var file = parts[0].isEmpty()
                    ? page.file()
                    : page.file().resolveSibling(parts[0]).normalize();
            assertThat(file).exists();
            if (parts.length == 2) {
                assertThat(Page.read(file).anchors()).contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsReachedFromTheReadme(Page page) {
        var readme = Page.read(Path.of("README.md"));

        assertThat(Stream.concat(Stream.of("README.md"), links(readme).stream().map(link -> link.split("#", 2)[0])))
                .contains(page.file().toString());
    }

    private static List<String> links(Page page) {
        return LINK.matcher(page.prose())
                .results()
                .map(match -> match.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .toList();
    }
}
