package org.imageinventory.listimage;

import java.time.Instant;
import java.util.List;
import org.imageinventory.image.ReceivedElement;

/**
 * One answered page.
 *
 * @param pageNumber {@code PageNumber} as answered; as asked where the answer has none that makes sense
 * @param pageSize {@code PageSize} as answered; as asked where the answer has none that makes sense
 * @param count {@code Count}: how many images the whole listing has, by this answer
 * @param images the elements of {@code Data}, unaltered and in the answer's order; any kind of JSON value
 * @param requestId {@code RequestId}, which support asks for; {@code -} where the answer has none
 * @param askedAt just before the request was sent
 * @param answeredAt just after the answer was read
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
