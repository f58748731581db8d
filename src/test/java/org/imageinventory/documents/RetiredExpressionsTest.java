package org.imageinventory.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read here uses no expression of {@code retired-expressions.txt}. */
class RetiredExpressionsTest {

    @RegisterExtension
    static final PostgresDatabase DATABASE = PostgresDatabase.migrated();

    private static final Path LIST = Path.of("src/test/resources/retired-expressions.txt");
    private static final List<Expression> EXPRESSIONS = expressions();

    /** All that is read. */
    private static final List<Path> ROOTS = Stream.of(
                    "README.md",
                    "CHANGELOG.md",
                    "CONTRIBUTING.md",
                    "docs",
                    "db",
                    "k8s",
                    "observability",
                    "src",
                    "Dockerfile",
                    "mvnw",
                    "mvnw.cmd",
                    "pom.xml",
                    ".ci/run",
                    ".mvn/wrapper/maven-wrapper.properties")
            .map(Path::of)
            .toList();

    /**
     * Flyway's checksums cover the comments of released migrations; another test here checks what a migrated
     * database shows instead. This test and the list quote the expressions.
     */
    private static final List<Path> EXEMPT = Stream.concat(
                    Stream.of(
                                    "V1__batch",
                                    "V2__inventory",
                                    "V3__readings",
                                    "V3_1__current_image",
                                    "V4__image_reports",
                                    "V4_1__overview_reports")
                            .map(name -> Path.of("db/migration", name + ".sql")),
                    Stream.of(Path.of("src/test/java/org/imageinventory/documents/RetiredExpressionsTest.java"), LIST))
            .toList();

    record Expression(Pattern pattern, String instead) {

        static Expression of(String line) {
            var parts = line.split(" => ", 2);
            return new Expression(Pattern.compile(parts[0], Pattern.CASE_INSENSITIVE), parts[1]);
        }

        Stream<String> in(String text) {
            return pattern.matcher(text)
                    .results()
                    .map(found -> "'" + around(text, found) + "': instead of '" + found.group() + "' write " + instead);
        }

        private static String around(String text, MatchResult found) {
            return text.substring(Math.max(0, found.start() - 60), Math.min(text.length(), found.end() + 60));
        }
    }

    static Stream<Path> files() {
        return ROOTS.stream().flatMap(RetiredExpressionsTest::walk).filter(file -> EXEMPT.stream()
                .noneMatch(file::startsWith));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileUsesNone(Path file) {
        assertThat(Wording.of(file).stream().flatMap(RetiredExpressionsTest::found))
                .isEmpty();
    }

    @Test
    void theCommentsOfAMigratedDatabaseUseNone() {
        var comments = new Tables(DATABASE)
                .values(
                        """
                        SELECT d.description FROM pg_description d
                        WHERE d.classoid = 'pg_namespace'::regclass
                              AND d.objoid IN (SELECT oid FROM pg_namespace WHERE nspname = 'inventory')
                           OR d.classoid = 'pg_class'::regclass
                              AND d.objoid IN (SELECT oid FROM pg_class WHERE relnamespace = 'inventory'::regnamespace)
                           OR d.classoid = 'pg_proc'::regclass
                              AND d.objoid IN (SELECT oid FROM pg_proc WHERE pronamespace = 'inventory'::regnamespace)
                        """);
        assertThat(comments).hasSizeGreaterThan(100);
        assertThat(comments.stream().flatMap(row -> found(String.valueOf(row.get(0)))))
                .isEmpty();
    }

    @Test
    void aPhraseIsFoundAcrossTheBreakOfALine() {
        assertThat(found("java", "int a; // it goes\n        // on\nint b;")).hasSize(1);
        assertThat(found("java", "/** Goes\n * on. */ f(\"a way \"\n    + \"out\");"))
                .hasSize(2);
        assertThat(found("sql", "SELECT 1 -- goes\n-- on\n, 'seen\notherwise'")).hasSize(2);
        assertThat(found("yaml", "a: b # goes\n# on\nc: \"for people\"")).hasSize(2);
    }

    @Test
    void codeIsNotRead() {
        assertThat(found("java", "tells(anew, hence);\n// fine\nint told;")).isEmpty();
        assertThat(found("sql", "SELECT told FROM anew -- fine")).isEmpty();
        assertThat(found("sh", "tells=1 # fine")).isEmpty();
    }

    private static List<String> found(String extension, String source) {
        return Wording.of(extension, source).stream()
                .flatMap(RetiredExpressionsTest::found)
                .toList();
    }

    private static Stream<String> found(String text) {
        return EXPRESSIONS.stream().flatMap(expression -> expression.in(text));
    }

    private static Stream<Path> walk(Path root) {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Expression> expressions() {
        try (var lines = Files.lines(LIST)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Expression::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
