package org.imageinventory.listimage;

import org.jspecify.annotations.Nullable;

/**
 * One question to ListImage. What is named here goes before what the filter says of the same parameter.
 *
 * @param productType {@code ProductType}; null leaves it to the filter
 * @param bizRegion the only value of {@code BizRegionIdList}; null leaves it to the filter
 * @param imageId {@code ImageId}; null leaves it to the filter
 * @param pageNumber {@code PageNumber}, from 1
 * @param pageSize {@code PageSize}, from 1; the API documents 100 as the most
 */
public record ListImageRequest(
        ImageFilter filter,
        @Nullable String productType,
        @Nullable String bizRegion,
        @Nullable String imageId,
        int pageNumber,
        int pageSize) {

    public ListImageRequest {
        if (pageNumber < 1 || pageSize < 1) {
            throw new IllegalArgumentException(
                    "page number " + pageNumber + " and page size " + pageSize + " must be at least 1");
        }
    }

    /** The same question for another page. */
    public ListImageRequest page(int number, int size) {
        return new ListImageRequest(filter, productType, bizRegion, imageId, number, size);
    }
}
