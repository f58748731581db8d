package org.imageinventory.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.imageinventory.image.ApiTime;
import org.imageinventory.image.Image;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.ListElement;
import org.imageinventory.image.ListField;
import org.imageinventory.image.ScalarField;
import org.jspecify.annotations.Nullable;

/**
 * Compares an image's rows with its newest document. Volatile fields are not compared, because the tables may have
 * newer values than the document. If the order of a list depends on their values, it is not compared either.
 */
final class RowComparison {

    private final ImageComparison sameness;

    RowComparison(ImageComparison sameness) {
        this.sameness = sameness;
    }

    /** Reports every difference of a live image. */
    void compare(StoredImage stored, Image expected, Consumer<Difference> found) {
        var image = new Compared(stored, found);
        image.report("image", "image_id", expected.imageId(), stored.imageId());
        for (var field : ScalarField.values()) {
            if (!sameness.isVolatile(field.apiName())) {
                image.report(
                        "image",
                        ImageRows.column(field),
                        cell(expected.scalar(field)),
                        stored.scalars().get(field));
            }
        }
        image.report(
                "image",
                "fingerprint",
                sameness.fingerprint(expected).state(),
                stored.fingerprint().state());
        for (var field : ListField.values()) {
            if (!sameness.isVolatile(field.apiName())) {
                compareList(image, field, expected.list(field), stored.list(field));
            }
        }
    }

    private void compareList(Compared image, ListField field, List<ListElement> expected, List<StoredImage.Row> found) {
        var columns = columns(field);
        var whole = columns.size() == ListRows.table(field).columns().size();
        if (!whole && isSameExceptVolatile(columns, expected, found)) {
            return;
        }
        var table = ListRows.table(field);
        var positions = new TreeSet<Integer>();
        for (var i = 1; i <= expected.size(); i++) {
            positions.add(i);
        }
        found.forEach(row -> positions.add(row.position()));
        for (var position : positions) {
            var before = position >= 1 && position <= expected.size()
                    ? expected.get(position - 1).values()
                    : null;
            var after = found.stream()
                    .filter(row -> row.position() == position)
                    .map(StoredImage.Row::values)
                    .findFirst()
                    .orElse(null);
            compareRow(image, table, columns, position, before, after);
        }
    }

    private static void compareRow(
            Compared image,
            ListRows.ListTable table,
            List<Integer> columns,
            int position,
            @Nullable List<@Nullable Object> expected,
            @Nullable List<@Nullable Object> found) {
        if (expected == null || found == null) {
            image.report(table.name(), "row " + position, text(expected), text(found));
            return;
        }
        for (var column : columns) {
            image.report(
                    table.name(),
                    "row " + position + " " + table.columns().get(column),
                    expected.get(column),
                    found.get(column));
        }
    }

    /** Returns the indexes of the columns that are compared. */
    private List<Integer> columns(ListField field) {
        var columns = new ArrayList<Integer>();
        for (var i = 0; i < ListRows.table(field).columns().size(); i++) {
            var members = field.members();
            if (members.isEmpty()
                    || !sameness.isVolatile(
                            field.apiName() + "." + members.get(i).apiName())) {
                columns.add(i);
            }
        }
        return columns;
    }

    /**
     * Whether only volatile values differ. Elements that differ only in these can be more or fewer than in the
     * document, and in another order.
     */
    private static boolean isSameExceptVolatile(
            List<Integer> columns, List<ListElement> expected, List<StoredImage.Row> found) {
        Set<List<@Nullable Object>> wanted = new HashSet<>();
        expected.forEach(element -> wanted.add(pick(columns, element.values())));
        Set<List<@Nullable Object>> present = new HashSet<>();
        Set<List<@Nullable Object>> distinct = new HashSet<>();
        var inOrder = true;
        for (var i = 0; i < found.size(); i++) {
            present.add(pick(columns, found.get(i).values()));
            distinct.add(found.get(i).values());
            inOrder &= found.get(i).position() == i + 1;
        }
        return inOrder && distinct.size() == found.size() && wanted.equals(present);
    }

    private static List<@Nullable Object> pick(List<Integer> columns, List<@Nullable Object> values) {
        var picked = new ArrayList<@Nullable Object>();
        columns.forEach(column -> picked.add(values.get(column)));
        return picked;
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return value instanceof ApiTime time ? time.instant() : value;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** An image, and the receiver of its differences. */
    private record Compared(StoredImage image, Consumer<Difference> found) {

        void report(String table, String place, @Nullable Object expected, @Nullable Object actual) {
            if (!isSame(expected, actual)) {
                found.accept(new Difference(
                        image.imageKey(),
                        Difference.name(image.account(), image.region(), image.imageId()),
                        table,
                        place,
                        text(expected),
                        text(actual)));
            }
        }

        /**
         * Whether two values are the same. A time may differ by 1 µs, because it may have been rounded or truncated.
         */
        private static boolean isSame(@Nullable Object expected, @Nullable Object actual) {
            if (expected instanceof Instant one && actual instanceof Instant another) {
                return Math.abs(ChronoUnit.MICROS.between(one, another)) <= 1;
            }
            return Objects.equals(expected, actual);
        }
    }
}
