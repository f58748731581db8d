package org.imageinventory.standin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ListImage request and its result.
 *
 * @param status the HTTP status of the response, even if a fault prevented its arrival
 * @param code the API's code: "200", or that of an error
 * @param faults the names of the faults that affected it
 * @param images number of images in its page
 */
public record RecordedRequest(
        ListImageCall call, int status, String code, List<String> faults, int images, String requestId) {

    public boolean faulty() {
        return !faults.isEmpty();
    }

    public long number() {
        return call.number();
    }

    public long nanos() {
        return call.nanos();
    }

    public Instant at() {
        return call.at();
    }

    public @Nullable String account() {
        return call.account();
    }

    public @Nullable String product() {
        return call.product();
    }

    public int page() {
        return call.page();
    }

    public int pageSize() {
        return call.pageSize();
    }

    public Map<String, String> parameters() {
        return call.parameters();
    }

    public Map<String, Origin> origins() {
        return call.origins();
    }
}
