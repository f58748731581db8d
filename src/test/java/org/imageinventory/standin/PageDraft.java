package org.imageinventory.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page before it is written as JSON.
 *
 * @param count the correct value of Count
 * @param countJson the JSON text of Count; null to omit it
 * @param dataJson the JSON text of Data instead of the images; null for the images, empty to omit Data
 * @param requestId null to omit it
 */
record PageDraft(
        int pageSize,
        int pageNumber,
        List<byte[]> images,
        int count,
        @Nullable String countJson,
        @Nullable String dataJson,
        boolean success,
        String code,
        String message,
        @Nullable String requestId) {

    static PageDraft of(PagePlan plan, List<byte[]> images, int count) {
        return new PageDraft(
                plan.pageSize(),
                plan.pageNumber(),
                images,
                count,
                Integer.toString(count),
                null,
                true,
                "200",
                "success",
                "");
    }

    PageDraft withCount(@Nullable String json) {
        return new PageDraft(pageSize, pageNumber, images, count, json, dataJson, success, code, message, requestId);
    }

    PageDraft withData(String json) {
        return new PageDraft(pageSize, pageNumber, images, count, countJson, json, success, code, message, requestId);
    }

    PageDraft withImages(List<byte[]> others) {
        return new PageDraft(
                pageSize, pageNumber, others, count, countJson, dataJson, success, code, message, requestId);
    }

    PageDraft withRequestId(@Nullable String id) {
        return new PageDraft(pageSize, pageNumber, images, count, countJson, dataJson, success, code, message, id);
    }

    PageDraft failed(String otherCode, String otherMessage) {
        return new PageDraft(
                pageSize, pageNumber, List.of(), count, null, "", false, otherCode, otherMessage, requestId);
    }

    Answer answer() {
        Map<String, String> headers = requestId == null ? Map.of() : Map.of("x-acs-request-id", requestId);
        return new Answer(200, code, Answer.JSON, headers, body());
    }

    private byte[] body() {
        int size = 256 + images.stream().mapToInt(image -> image.length + 1).sum();
        var out = new ByteArrayOutputStream(size);
        write(out, "{\"PageSize\":" + pageSize + ",\"PageNumber\":" + pageNumber);
        if (dataJson == null) {
            write(out, ",\"Data\":[");
            for (int index = 0; index < images.size(); index++) {
                if (index > 0) {
                    out.write(',');
                }
                out.writeBytes(images.get(index));
            }
            write(out, "]");
        } else if (!dataJson.isEmpty()) {
            write(out, ",\"Data\":" + dataJson);
        }
        if (countJson != null) {
            write(out, ",\"Count\":" + countJson);
        }
        write(out, ",\"Success\":" + success + ",\"Code\":");
        out.writeBytes(Json.bytes(code));
        write(out, ",\"Message\":");
        out.writeBytes(Json.bytes(message));
        if (requestId != null) {
            write(out, ",\"RequestId\":\"" + requestId + "\"");
        }
        write(out, "}");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(UTF_8));
    }
}
