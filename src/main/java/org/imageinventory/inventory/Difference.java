package org.imageinventory.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Where the tables are not what the history says.
 *
 * @param image {@code account/region/image-id}; null for rows of an image that there is none of
 * @param table without its schema
 * @param place the column, row or revision
 * @param expected null: nothing
 * @param found null: nothing
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
