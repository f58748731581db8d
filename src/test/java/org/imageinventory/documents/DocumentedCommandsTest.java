package org.imageinventory.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imageinventory.cli.ImageInventory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program accepts every command line on the pages. */
class DocumentedCommandsTest {

    private static final String NAME = "(sync|migrate|status|doctor|changes|show|verify|rebuild|prune|config check)";
    private static final Pattern IN_BLOCK = Pattern.compile("image-inventory(?:\\.jar)? (" + NAME + "\\b[^\n#|&;<>]*)");
    private static final Pattern INLINE = Pattern.compile(NAME + " (--|[A-Z]+_ID).*");

    /** An option without a value is only mentioned; it is not meant to be typed. */
    private static final Pattern SPOKEN_OF = Pattern.compile(".*--(keep|as-of|since|until|scope|config)");

    record CommandLine(Page page, String text) {

        @Override
        public String toString() {
            return page + ": " + text;
        }
    }

    static Stream<CommandLine> commandLines() {
        return Page.all().stream().flatMap(page -> Stream.concat(
                        page.blocks().stream()
                                .flatMap(block -> IN_BLOCK.matcher(block.text()).results())
                                .map(match -> match.group(1)),
                        page.code()
                                .filter(code -> INLINE.matcher(code).matches())
                                .filter(code -> !SPOKEN_OF.matcher(code).matches()))
                .map(text -> new CommandLine(page, text.strip())));
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void aCommandLineIsTaken(CommandLine line) {
        // The program accepts the command line if it gets as far as reading the configuration.
        var words = line.text()
                        .replaceAll(" --config \\S+", "")
                        .replaceAll("(PERIOD|TIME)$", "P1D")
                        .replace("'", "") + " --config nowhere.yaml";
        var out = new ByteArrayOutputStream();
        var printed = new PrintStream(out, true, StandardCharsets.UTF_8);

        ImageInventory.run(words.split(" +"), printed, printed);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("nowhere.yaml does not exist");
    }
}
