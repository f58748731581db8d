package org.imageinventory.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command immediately prints what it does, and skips the checks of {@code verify}. */
@DisabledOnOs(WINDOWS)
class FirstCommandTest {

    private static final String PROFILE = "-Ptry";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeEach
    void aMavenThatOnlyPrintsItsArguments() throws IOException {
        var maven = Files.writeString(
                folder.resolve("mvn"),
                """
                #!/bin/sh
                if [ "$1" = --version ]; then echo 'Apache Maven 3.9.11'; else printf '%s\\n' "$@"; fi
                """);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void itReportsWhatItDoesBeforeMavenStarts() throws Exception {
        var printed = mvnw("-q", "spring-boot:test-run", "-Dspring-boot.run.arguments=status --output json");

        assertThat(printed.get(0)).startsWith("mvnw: compiling").contains("minute");
        assertThat(printed)
                .endsWith(PROFILE, "-q", "spring-boot:test-run", "-Dspring-boot.run.arguments=status --output json");
    }

    @Test
    void anotherGoalIsCheckedAsEver() throws Exception {
        assertThat(mvnw("-q", "verify")).containsExactly("-q", "verify");
        assertThat(mvnw("spring-boot:test-run", "verify")).containsExactly("spring-boot:test-run", "verify");
    }

    /** Returns standard output and standard error of mvnw, in the order of their lines. */
    private List<String> mvnw(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", "mvnw"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + File.pathSeparator + path);
        builder.environment().put("MAVEN_USER_HOME", folder.toString());
        var process = builder.start();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed.lines().toList();
    }
}
