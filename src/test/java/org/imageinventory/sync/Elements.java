package org.imageinventory.sync;

import java.util.List;
import java.util.stream.IntStream;

/** Small elements of {@code Data[]} for tests that need only a few fields. */
final class Elements {

    private Elements() {}

    /** Returns an image of a product, with additional members as JSON. */
    static String element(String imageId, String product, String... members) {
        return "{\"ImageId\":\"" + imageId + "\",\"ProductType\":\"" + product + "\"" + (members.length == 0 ? "" : ",")
                + String.join(",", members) + "}";
    }

    /** Returns images {@code <product>-1} to {@code <product>-<number>}. */
    static List<String> elements(String product, int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> element(product + "-" + i, product))
                .toList();
    }
}
