package org.imageinventory.telemetry;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Programs that some machines have. */
final class Tool {

    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private Tool() {}

    /** Where a program is on the PATH; null if it is not. */
    static @Nullable Path find(String name) {
        return Stream.ofNullable(System.getenv("PATH"))
                .flatMap(PATH_SEPARATOR::splitAsStream)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
