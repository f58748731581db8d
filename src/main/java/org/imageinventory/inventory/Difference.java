package org.imageinventory.inventory;

import org.jspecify.annotations.Nullable;

/**
 * A difference between the tables and the history.
 *
 * @param image {@code account/region/image-id}; null for rows whose image does not exist
 * @param table the table, without its schema
 * @param place the column, row or revision
 * @param expected null if nothing is expected
 * @param found null if nothing was found
 */
public record Difference(
        long imageKey,
        @Nullable String image,
        String table,
        String place,
        @Nullable String expected,
        @Nullable String found) {

    static String name(String account, String region, String imageId) {
        return account + "/" + region + "/" + imageId;
    }
}
