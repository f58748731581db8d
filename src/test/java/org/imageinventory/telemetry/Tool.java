package org.imageinventory.telemetry;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Programs that are installed on some machines. */
final class Tool {

    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private Tool() {}

    /** Returns the path of a program on the PATH; null if it is absent. */
    static @Nullable Path find(String name) {
        return Stream.ofNullable(System.getenv("PATH"))
                .flatMap(PATH_SEPARATOR::splitAsStream)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
