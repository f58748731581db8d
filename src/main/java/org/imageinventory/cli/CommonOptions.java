package org.imageinventory.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or after its name. */
final class CommonOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "YAML file with the settings; environment variables win over it.")
    @Nullable
    Path config;

    @Option(
            names = "--output",
            paramLabel = "text|json",
            scope = ScopeType.INHERIT,
            description = "How results are printed; json is one document. Default: text.")
    OutputFormat output = OutputFormat.text;

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

    boolean json() {
        return output == OutputFormat.json;
    }

    /** Written as people type them. */
    enum OutputFormat {
        text,
        json
    }
}
