package org.imageinventory.standin;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ListImage request that reached the stand-in.
 *
 * @param number its number among all ListImage requests, from 1
 * @param nanos time of arrival, on the monotonic clock
 * @param at time of arrival, on the stand-in's clock
 * @param account the account whose key signed it; null if the signature was refused
 * @param parameters the decoded parameters, by their wire names
 * @param origins the place of each parameter in the request
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

    /** Returns the requested page. Returns 0 if the text is not a number. */
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
