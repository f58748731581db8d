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
public record ImageText(Times times) {

    private static final int NAME_WIDTH = 26;

    public List<String> lines(List<ImageMatch> matches, Instant now) {
        var lines = new ArrayList<String>();
        for (var match : matches) {
            if (match.image() != null) {
                lines.addAll(lines.isEmpty() ? List.of() : List.of(""));
                add(match.image(), now, lines);
            }
        }
        return lines;
    }

    /** Returns why an image is not shown. */
    public static String absence(ImageMatch match, ImageMatch.Absence absence, Times times, @Nullable Instant moment) {
        var image = match.account() + "/" + match.region() + "/" + match.imageId();
        var at = times.exact(absence.at());
        var then = moment == null ? "" : " at " + times.exact(moment);
        return switch (absence.reason()) {
            case DELETED -> image + " did not exist" + then + ": deleted " + at;
            case NOT_SEEN_YET -> image + " was not known" + then + ": first seen " + at;
            case PRUNED -> image + " has no state" + then + ": its history before " + at + " was pruned";
        };
    }

    private void add(ShownImage image, Instant now, List<String> lines) {
        lines.add(Printable.line(image.account() + "/" + image.region() + "/" + image.imageId()));
        field("revision", image.revision() + " (" + image.kind().label() + ")", lines);
        field("first_seen_at", times.exact(image.firstSeenAt()), lines);
        field("changed_at", times.exact(image.changedAt()), lines);
        field("not_before", times.exact(image.notBefore()), lines);
        field("deleted_at", times.exact(image.deletedAt()), lines);
        image.scalars().forEach((column, value) -> field(column, text(value), lines));
        image.lists().forEach((table, rows) -> {
            lines.add("  " + table + (rows.isEmpty() ? "  -" : ""));
            rows.forEach(row -> lines.add("    " + Printable.line(row(row))));
        });
        if (image.holders() != null) {
            lines.add("  held by" + (image.holders().isEmpty() ? "  -" : ""));
            image.holders().forEach(holder -> lines.add("    " + Printable.line(holder(holder, now))));
        }
    }

    private static void field(String name, @Nullable String value, List<String> lines) {
        lines.add("  " + DisplayWidth.padRight(name, NAME_WIDTH) + Printable.line(value == null ? "-" : value));
    }

    /** Returns a value as text. An empty string is shown as {@code ""}, because it is not null. */
    private @Nullable String text(@Nullable Object value) {
        if (value instanceof Instant time) {
            return times.text(time);
        }
        return "".equals(value) ? "\"\"" : value == null ? null : value.toString();
    }

    /** Returns a row as text. If there is only one column, its name is omitted. */
    private String row(Map<String, @Nullable Object> row) {
        if (row.size() == 1) {
            return String.valueOf(text(row.values().iterator().next()));
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
