package org.imageinventory.standin;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ListImage request that reached the stand-in.
 *
 * @param number its place among all ListImage requests, from 1
 * @param nanos when it came, on the monotonic clock
 * @param at when it came, on the stand-in's clock
 * @param account whose key signed it, null where the signature was refused
 * @param parameters as decoded, by their wire names
 * @param origins where each parameter stood
 */
public record ListImageCall(
        long number,
        long nanos,
        Instant at,
        @Nullable String account,
        Map<String, String> parameters,
        Map<String, Origin> origins) {

    public @Nullable String product() {
        String single = parameters.get("ProductType");
        return single != null ? single : parameters.get("ProductTypeList.1");
    }

    /** The page asked for; 0 where the text is no number. */
    public int page() {
        return number("PageNumber", 1);
    }

    public int pageSize() {
        return number("PageSize", ListImage.DEFAULT_PAGE_SIZE);
    }

    private int number(String name, int otherwise) {
        String text = parameters.getOrDefault(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
