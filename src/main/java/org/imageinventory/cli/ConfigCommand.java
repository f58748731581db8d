package org.imageinventory.cli;

import java.util.ArrayList;
import org.imageinventory.cli.report.FindingText;
import org.imageinventory.cli.report.ReportJson;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.database.Finding;
import org.imageinventory.settings.ConfigurationSchema;
import org.imageinventory.settings.ExampleConfiguration;
import org.imageinventory.settings.SettingsReader;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code config}: helps to write a configuration file. */
@Command(
        name = "config",
        sortOptions = false,
        abbreviateSynopsis = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Prints an example configuration, checks a file, or prints its JSON Schema.",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  image-inventory config example > inventory.yaml",
            "  image-inventory config check --config inventory.yaml",
            "  image-inventory config schema > configuration.schema.json"
        })
final class ConfigCommand implements Runnable {

    private final Program program;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    ConfigCommand(Program program) {
        this.program = program;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), UsageErrors.noCommand(spec));
    }

    @Command(
            name = "example",
            sortOptions = false,
            abbreviateSynopsis = true,
            optionListHeading = "%nOptions:%n",
            description = "Prints a commented configuration file with every key and its default.")
    int example() {
        var yaml = ExampleConfiguration.yaml();
        if (program.options().json()) {
            program.document().print(JsonMapper.shared().createObjectNode().put("yaml", yaml));
        } else {
            program.out().print(yaml);
        }
        return ExitCode.COMPLETE;
    }

    @Command(
            name = "check",
            sortOptions = false,
            abbreviateSynopsis = true,
            optionListHeading = "%nOptions:%n",
            description = {
                "Checks the configuration without network or database.",
                "Reads the file of --config and the environment, as the other commands do.",
                "Exits with 2 and prints the key and its place if a setting is wrong."
            })
    int check() {
        return program.inspect(environment -> {
            var findings = new ArrayList<>(ConfigurationFindings.of(SettingsReader.read(environment)));
            findings.add(database(environment));
            if (program.options().json()) {
                program.document().print(new ReportJson(Times.ofSystem()).findings(findings, true));
            } else {
                findings.stream()
                        .flatMap(finding -> FindingText.lines(finding, program.layout()).stream())
                        .forEach(program.out()::println);
            }
            return ExitCode.COMPLETE;
        });
    }

    /** The address is often set in the environment of the job alone, so its absence here is not an error. */
    private static Finding database(ConfigurableEnvironment environment) {
        return environment.getProperty(DatabaseUrl.KEY, "").isBlank()
                ? Finding.warn(
                        "database",
                        DatabaseUrl.KEY + " is not set here",
                        "set it in the file, or as SPRING_DATASOURCE_URL where the program runs")
                : Finding.ok("database", DatabaseAddress.of(environment) + " (not contacted)");
    }

    @Command(
            name = "schema",
            sortOptions = false,
            abbreviateSynopsis = true,
            optionListHeading = "%nOptions:%n",
            description = "Prints a JSON Schema of the configuration file, for editors.")
    int schema() {
        program.document().print(ConfigurationSchema.json());
        return ExitCode.COMPLETE;
    }
}
