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
 * Compares an image's rows with what its newest document says. In volatile fields the tables may be ahead of the
 * document: they are not compared, nor is the place that their values give an element in its list.
 */
final class RowComparison {

    private final ImageComparison sameness;

    RowComparison(ImageComparison sameness) {
        this.sameness = sameness;
    }

    /** Tells every difference of a live image. */
    void compare(StoredImage stored, Image expected, Consumer<Difference> found) {
        var image = new Told(stored, found);
        image.tell("image", "image_id", expected.imageId(), stored.imageId());
        for (var field : ScalarField.values()) {
            if (!sameness.isVolatile(field.apiName())) {
                image.tell(
                        "image",
                        ImageRows.column(field),
                        cell(expected.scalar(field)),
                        stored.scalars().get(field));
            }
        }
        image.tell(
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

    private void compareList(Told image, ListField field, List<ListElement> expected, List<StoredImage.Row> found) {
        var columns = columns(field);
        var whole = columns.size() == ListRows.table(field).columns().size();
        if (!whole && sameButForVolatile(columns, expected, found)) {
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
            Told image,
            ListRows.ListTable table,
            List<Integer> columns,
            int position,
            @Nullable List<@Nullable Object> expected,
            @Nullable List<@Nullable Object> found) {
        if (expected == null || found == null) {
            image.tell(table.name(), "row " + position, text(expected), text(found));
            return;
        }
        for (var column : columns) {
            image.tell(
                    table.name(),
                    "row " + position + " " + table.columns().get(column),
                    expected.get(column),
                    found.get(column));
        }
    }

    /** Which columns are compared, by their index. */
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

    /** Elements that volatile values alone tell apart may be more or fewer than in the document, and in another order. */
    private static boolean sameButForVolatile(
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

    /** An image, and where its differences go. */
    private record Told(StoredImage image, Consumer<Difference> found) {

        void tell(String table, String place, @Nullable Object expected, @Nullable Object actual) {
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

        /** A time's last digit depends on whether it was rounded or cut to what a column holds. */
        private static boolean isSame(@Nullable Object expected, @Nullable Object actual) {
            if (expected instanceof Instant one && actual instanceof Instant another) {
                return Math.abs(ChronoUnit.MICROS.between(one, another)) <= 1;
            }
            return Objects.equals(expected, actual);
        }
    }
}
