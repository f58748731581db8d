package org.imageinventory.listimage;

import java.time.Instant;
import java.util.List;
import org.imageinventory.image.ReceivedElement;

/**
 * One page that the API returned.
 *
 * @param pageNumber {@code PageNumber} of the response; of the request if the response has no valid one
 * @param pageSize {@code PageSize} of the response; of the request if the response has no valid one
 * @param count {@code Count}: the number of images in the whole list, according to this response
 * @param images the elements of {@code Data}, unchanged and in the order of the response; any kind of JSON value
 * @param requestId {@code RequestId}, for Alibaba Cloud's support; {@code -} if the response has none
 * @param askedAt just before the request was sent
 * @param answeredAt just after the response was read
 */
public record ListImagePage(
        int pageNumber,
        int pageSize,
        long count,
        List<ReceivedElement> images,
        String requestId,
        Instant askedAt,
        Instant answeredAt) {

    public ListImagePage {
        images = List.copyOf(images);
    }
}
