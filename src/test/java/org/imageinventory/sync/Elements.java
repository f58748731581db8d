package org.imageinventory.sync;

import java.util.List;
import java.util.stream.IntStream;

/** Small elements of {@code Data[]} for tests in which only little of them counts. */
final class Elements {

    private Elements() {}

    /** An image of a product, with more members as JSON. */
    static String element(String imageId, String product, String... members) {
        return "{\"ImageId\":\"" + imageId + "\",\"ProductType\":\"" + product + "\"" + (members.length == 0 ? "" : ",")
                + String.join(",", members) + "}";
    }

    /** Images {@code <product>-1} to {@code <product>-<number>}. */
    static List<String> elements(String product, int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> element(product + "-" + i, product))
                .toList();
    }
}
