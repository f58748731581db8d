package org.imageinventory.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
final class CommonOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "YAML file with the settings. Environment variables take precedence over it.")
    @Nullable
    Path config;

    @Option(
            names = "--output",
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "Format of the results. json is one document, also on failure. Default: text.")
    OutputFormat output = OutputFormat.text;

    @Option(
            names = "--wide",
            scope = ScopeType.INHERIT,
            description = "Print text in full: no line is wrapped, and tables have all their columns.")
    boolean wide;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log details to standard error, with the stack trace of a failure.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the version.")
    boolean version;

    private final boolean jsonRequested;

    /** @param arguments of the command line; {@code --output} is read from them too, because they may be wrong */
    CommonOptions(List<String> arguments) {
        this.jsonRequested = requestsJson(arguments);
    }

    boolean json() {
        return jsonRequested || output == OutputFormat.json;
    }

    private static boolean requestsJson(List<String> arguments) {
        var end = arguments.indexOf("--");
        var options = end < 0 ? arguments : arguments.subList(0, end);
        return options.contains("--output=json")
                || Collections.indexOfSubList(options, List.of("--output", "json")) >= 0;
    }

    /** The values of {@code --output}, in lower case as users type them. */
    enum OutputFormat {
        text,
        json
    }
}
