package org.imageinventory.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown.
 *
 * @param file its path
 * @param prose its text without fenced blocks
 * @param blocks its fenced blocks
 */
record Page(Path file, String prose, List<Block> blocks) {

    private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)\\s*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    /** A fenced block: its language (empty if not specified) and its text. */
    record Block(String language, String text) {}

    /** Returns all pages of this repository that users read. */
    static List<Page> all() {
        try (var docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(Path::of),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Page read(Path file) {
        var prose = new StringBuilder();
        var blocks = new ArrayList<Block>();
        var block = new StringBuilder();
        String language = null;
        for (var line : lines(file)) {
            var fence = FENCE.matcher(line);
            if (!fence.matches()) {
                (language == null ? prose : block).append(line).append('\n');
            } else if (language == null) {
                language = fence.group(1);
            } else {
                blocks.add(new Block(language, block.toString().stripIndent()));
                block.setLength(0);
                language = null;
            }
        }
        if (language != null) {
            throw new IllegalStateException(file + ": a block is not closed");
        }
        return new Page(file, prose.toString(), List.copyOf(blocks));
    }

    /** Returns the code spans: the texts between backticks. */
    Stream<String> code() {
        return CODE.matcher(prose).results().map(match -> match.group(1));
    }

    /** Returns the anchors that GitHub creates from the headings. */
    Set<String> anchors() {
        var anchors = new HashSet<String>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(prose).results().forEach(match -> {
            var words = match.group(1).strip().toLowerCase(Locale.ROOT);
            var anchor = words.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
            var number = seen.merge(anchor, 1, Integer::sum);
            anchors.add(number == 1 ? anchor : anchor + "-" + (number - 1));
        });
        return anchors;
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
