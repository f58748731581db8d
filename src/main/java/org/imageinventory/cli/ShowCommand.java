package org.imageinventory.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.imageinventory.cli.report.ImageJson;
import org.imageinventory.cli.report.ImageText;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.ImageMatch;
import org.imageinventory.inventory.ImageQuery;
import org.imageinventory.settings.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code show}: prints one image. */
@Command(
        name = "show",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints an image: fields, lists, revision, and scopes that hold it.",
            "A deleted image is printed in its last known state. Exits with 1 if the image",
            "was never seen, or if it did not exist at the time of --as-of."
        },
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "TIME is a date (its first moment), a time with or without an offset, or how long",
            "ago: 2026-11-24, 2026-11-24T10:00:00+08:00, 36h, 7d, P1M.",
            "",
            "Examples:",
            "  image-inventory show img-bp13mu",
            "  image-inventory show img-bp13mu --as-of 7d --output json"
        })
final class ShowCommand implements Callable<Integer> {

    private final Program program;

    @Parameters(paramLabel = "IMAGE_ID", description = "The API's ImageId.")
    @SuppressWarnings("NullAway.Init") // required, set by picocli
    private String imageId;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "The image as it was at this time.")
    private @Nullable Moment asOf;

    @Option(names = "--account", paramLabel = "NAME", description = "Only the image of this account.")
    private @Nullable String account;

    @Option(names = "--region", paramLabel = "REGION", description = "Only the image of this endpoint region.")
    private @Nullable String region;

    ShowCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        return program.run(context -> {
            var now = context.getBean(Clock.class).instant();
            var moment = Moment.resolve(asOf, now);
            if (moment != null && moment.isAfter(now)) {
                throw new ConfigurationException("--as-of " + Times.ofSystem().text(moment) + " is in the future");
            }
            var matches = context.getBean(ImageQuery.class).find(imageId, account, region, moment);
            var times = Times.ofSystem();
            if (program.options().json()) {
                program.document().print(new ImageJson(times).document(matches, moment, now));
            } else {
                new ImageText(times, program.layout())
                        .lines(matches, moment, now)
                        .forEach(program.out()::println);
            }
            return conclude(matches, times, moment);
        });
    }

    private int conclude(List<ImageMatch> matches, Times times, @Nullable Instant moment) {
        if (matches.isEmpty()) {
            program.err()
                    .println("image-inventory: " + Printable.line("image " + imageId + place() + " was never seen"));
            return ExitCode.FAILED;
        }
        for (var match : matches) {
            if (match.absence() != null) {
                program.err()
                        .println("image-inventory: "
                                + Printable.line(ImageText.absence(match, match.absence(), times, moment)));
            }
        }
        return matches.stream().anyMatch(match -> match.image() != null) ? ExitCode.COMPLETE : ExitCode.FAILED;
    }

    private String place() {
        return (account == null ? "" : " of account " + account) + (region == null ? "" : " in region " + region);
    }
}
