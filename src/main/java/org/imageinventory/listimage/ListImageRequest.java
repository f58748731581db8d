package org.imageinventory.listimage;

import org.jspecify.annotations.Nullable;

/**
 * One request to ListImage. A parameter that is set here takes precedence over the same parameter of the filter.
 *
 * @param productType {@code ProductType}; null to use the filter's
 * @param bizRegion the only value of {@code BizRegionIdList}; null to use the filter's
 * @param imageId {@code ImageId}; null to use the filter's
 * @param pageNumber {@code PageNumber}, from 1
 * @param pageSize {@code PageSize}, from 1; the documented maximum is 100
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

    /** Returns the same request for another page. */
    public ListImageRequest page(int number, int size) {
        return new ListImageRequest(filter, productType, bizRegion, imageId, number, size);
    }
}
