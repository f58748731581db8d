package org.imageinventory.cli;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.imageinventory.cli.report.ChangesJson;
import org.imageinventory.cli.report.ChangesText;
import org.imageinventory.cli.report.Printable;
import org.imageinventory.cli.report.Times;
import org.imageinventory.inventory.ChangeFilter;
import org.imageinventory.inventory.ChangeKind;
import org.imageinventory.inventory.ChangesQuery;
import org.imageinventory.settings.ConfigurationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code changes}: prints the audit trail. */
@Command(
        name = "changes",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints the changes, newest first.",
            "Per image: what happened, the interval in which it happened, the changed fields.",
            "The interval starts at the last complete walk that saw the old state, and ends",
            "when the new state was first seen. It is printed in whole seconds, rounded",
            "outwards; JSON has microseconds."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "TIME is a date (its first moment), a time with or without an offset, or how long",
            "ago: 2026-11-24, 2026-11-24T10:00:00+08:00, 36h, 7d, P1M.",
            "",
            "Examples:",
            "  image-inventory changes --since 7d",
            "  image-inventory changes --since 2026-11-01 --until 2026-12-01 --kind deleted",
            "  image-inventory changes --image img-bp13mu --limit 1000 --output json"
        })
final class ChangesCommand implements Callable<Integer> {

    private final Program program;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "Only changes first seen at this time or later.")
    private @Nullable Moment since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.Converter.class,
            description = "Only changes first seen before this time.")
    private @Nullable Moment until;

    @Option(names = "--image", paramLabel = "IMAGE_ID", description = "Only changes of this image.")
    private @Nullable String image;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = KindConverter.class,
            description = "Only changes of this kind: created, updated, deleted or restored. Can be repeated.")
    private Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);

    @Option(names = "--limit", paramLabel = "NUMBER", description = "Maximum number of changes. Default: 100.")
    private int limit = 100;

    ChangesCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--limit': must be 1 or more, not " + limit);
        }
        return program.run(context -> {
            var now = context.getBean(Clock.class).instant();
            var from = Moment.resolve(since, now);
            var to = Moment.resolve(until, now);
            if (from != null && to != null && !from.isBefore(to)) {
                throw new ConfigurationException("--since "
                        + Times.ofSystem().text(from) + " is not before --until "
                        + Times.ofSystem().text(to) + ", so no change can match");
            }
            var filter = new ChangeFilter(from, to, image, kinds, limit);
            var changes = context.getBean(ChangesQuery.class).find(filter);
            var out = program.out();
            if (program.options().json()) {
                program.document().print(new ChangesJson(Times.ofSystem()).document(changes, limit));
                return ExitCode.COMPLETE;
            }
            new ChangesText(Times.ofSystem(), program.layout()).lines(changes).forEach(out::println);
            if (changes.isEmpty() && image != null) {
                program.err().println(Printable.line("To check whether the image exists: show " + image));
            }
            if (changes.size() == limit) {
                program.err()
                        .println("Printed the newest " + Printable.count(limit, "change")
                                + ". To print more, use --limit.");
            }
            return ExitCode.COMPLETE;
        });
    }

    /** The converter of a change kind. It accepts the names that the command prints. */
    static final class KindConverter implements ITypeConverter<ChangeKind> {

        @Override
        public ChangeKind convert(String text) {
            return Arrays.stream(ChangeKind.values())
                    .filter(kind -> kind.label().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + Arrays.stream(ChangeKind.values())
                                    .map(ChangeKind::label)
                                    .collect(Collectors.joining(", "))
                            + " but was '" + text + "'"));
        }
    }
}
