package org.imageinventory.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imageinventory.inventory.ImageMatch;
import org.imageinventory.inventory.ShownImage;
import org.jspecify.annotations.Nullable;

/**
 * An image as text: one line per field, then the rows of its lists.
 *
 * @param times how times are written
 */
public record ImageText(Times times, Layout layout) {

    private static final int NAME_WIDTH = 26;

    /**
     * Returns the images that have a state.
     *
     * @param moment the time whose state they have; null for now
     */
    public List<String> lines(List<ImageMatch> matches, @Nullable Instant moment, Instant now) {
        var lines = new ArrayList<String>();
        for (var match : matches) {
            if (match.image() != null) {
                lines.addAll(lines.isEmpty() ? List.of() : List.of(""));
                add(match.image(), moment, now, lines);
            }
        }
        return lines;
    }

    /** Returns why an image is not shown. */
    public static String absence(ImageMatch match, ImageMatch.Absence absence, Times times, @Nullable Instant moment) {
        var image = match.account() + "/" + match.region() + "/" + match.imageId();
        var at = times.seen(absence.at());
        var then = moment == null ? "" : " at " + times.text(moment);
        return switch (absence.reason()) {
            case DELETED -> image + " did not exist" + then + ": deleted " + at;
            case NOT_SEEN_YET -> image + " was not known" + then + ": first seen " + at;
            case PRUNED -> image + " has no state" + then + ": its history before " + at + " was pruned";
        };
    }

    private void add(ShownImage image, @Nullable Instant moment, Instant now, List<String> lines) {
        lines.add(Printable.line(image.account() + "/" + image.region() + "/" + image.imageId()));
        if (moment != null) {
            field("as_of", times.text(moment), lines);
        }
        field("revision", image.revision() + " (" + image.kind().label() + ")", lines);
        field("first_seen_at", times.seen(image.firstSeenAt()), lines);
        field("changed_at", times.seen(image.changedAt()), lines);
        field("not_before", times.text(image.notBefore()), lines);
        field("deleted_at", times.seen(image.deletedAt()), lines);
        image.scalars().forEach((column, value) -> field(column, text(value), lines));
        image.lists().forEach((table, rows) -> {
            lines.add("  " + table + (rows.isEmpty() ? "  " + Printable.value(null) : ""));
            rows.forEach(row -> lines.addAll(layout.wrap("    " + Printable.line(row(row)), 6)));
        });
        if (image.holders() != null) {
            lines.add("  held by" + (image.holders().isEmpty() ? "  " + Printable.value(null) : ""));
            image.holders()
                    .forEach(holder -> lines.addAll(layout.wrap("    " + Printable.line(holder(holder, now)), 6)));
        }
    }

    private void field(String name, @Nullable String value, List<String> lines) {
        var line = "  " + DisplayWidth.padRight(name, NAME_WIDTH) + Printable.line(Printable.value(value));
        lines.addAll(layout.wrap(line, NAME_WIDTH + 2));
    }

    /** Returns a value as text. A string that could be mistaken for an absent value has quotes. */
    private @Nullable String text(@Nullable Object value) {
        if (value instanceof Instant time) {
            return times.text(time);
        }
        if (value instanceof String text && Printable.isAmbiguous(text)) {
            return '"' + text + '"';
        }
        return value == null ? null : value.toString();
    }

    /** Returns a row as text. If there is only one column, its name is omitted. */
    private String row(Map<String, @Nullable Object> row) {
        if (row.size() == 1) {
            return Printable.value(text(row.values().iterator().next()));
        }
        return row.entrySet().stream()
                .filter(column -> column.getValue() != null)
                .map(column -> column.getKey() + "=" + text(column.getValue()))
                .collect(Collectors.joining("  "));
    }

    private String holder(ShownImage.Holder holder, Instant now) {
        var last = holder.lastCompleteAt();
        var filter = holder.scope().filter();
        return holder.scope().name()
                + (filter.equals("{}") ? "" : " " + filter)
                + (holder.owner() ? "  owner" : "")
                + (last == null
                        ? "  no complete walk yet"
                        : "  last complete walk " + times.text(last) + ", " + Times.span(Duration.between(last, now))
                                + " ago");
    }
}
