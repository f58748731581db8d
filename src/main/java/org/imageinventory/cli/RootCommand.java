package org.imageinventory.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command: prints only its help and version. */
@Command(
        name = "image-inventory",
        versionProvider = ProgramVersion.class,
        description = "Copies images of Alibaba Cloud App Streaming to PostgreSQL and keeps their history.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        abbreviateSynopsis = true,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:complete",
            "1:failed (database or API unreachable, or every scope failed); the next sync resumes",
            "2:wrong usage or configuration; nothing was contacted or written",
            "3:partial: some scopes failed, all others are complete",
            "4:refused: a scope lost more images than the mass-delete guard allows",
            "75:another run holds the inventory; nothing was done",
            "141:the reader of standard output ended, as head does",
            "143:stopped by SIGTERM after the current chunk; the next sync resumes",
            "130:the same for Ctrl-C (128 + the number of the signal)"
        },
        footer = {
            "",
            "Examples:",
            "  image-inventory config example > inventory.yaml",
            "  image-inventory doctor --config inventory.yaml",
            "  image-inventory sync --config inventory.yaml",
            "  image-inventory sync --scope 'main/*/CloudApp' --dry-run",
            "  image-inventory status --output json",
            "",
            "Set the database with spring.datasource.url, username and password, in the file",
            "or as environment variables (SPRING_DATASOURCE_URL and so on). Credentials come",
            "from Alibaba Cloud's default chain (ALIBABA_CLOUD_ACCESS_KEY_ID and so on)."
        })
final class RootCommand implements Runnable {

    @Mixin
    final CommonOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    RootCommand(CommonOptions options) {
        this.options = options;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), UsageErrors.noCommand(spec));
    }
}
