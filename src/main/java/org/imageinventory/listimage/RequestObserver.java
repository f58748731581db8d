package org.imageinventory.listimage;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.Objects;

/**
 * Makes each request an observation, from sending to reading the answer: its wait for the pace is not in it. What it says
 * of a request holds no secrets; an error's message, which may, is left to the exception.
 */
final class RequestObserver {

    private static final String OUTCOME = "outcome";

    private final ObservationRegistry observations;
    private final String account;
    private final String region;

    RequestObserver(ObservationRegistry observations, String account, String region) {
        this.observations = observations;
        this.account = account;
        this.region = region;
    }

    /** Starts one that ends as {@code abandoned} unless told otherwise. */
    Observation start(ListImageRequest request, boolean repeats) {
        return Observation.createNotStarted("image_inventory.request", observations)
                .contextualName("ListImage")
                .lowCardinalityKeyValue("account", account)
                .lowCardinalityKeyValue("region", region)
                .lowCardinalityKeyValue("product", Objects.requireNonNullElse(request.productType(), "all"))
                .lowCardinalityKeyValue("biz_region", Objects.requireNonNullElse(request.bizRegion(), "all"))
                .lowCardinalityKeyValue("retry", String.valueOf(repeats))
                .lowCardinalityKeyValue(OUTCOME, "abandoned")
                .highCardinalityKeyValue(LogKeys.PAGE, String.valueOf(request.pageNumber()))
                .start();
    }

    void answered(Observation request, ListImagePage page) {
        request.lowCardinalityKeyValue(OUTCOME, "answered")
                .highCardinalityKeyValue("images", String.valueOf(page.images().size()))
                .highCardinalityKeyValue(LogKeys.REQUEST_ID, page.requestId());
    }

    void failed(Observation request, ListImageException failure) {
        request.lowCardinalityKeyValue(OUTCOME, failure.category().name().toLowerCase(Locale.ROOT))
                .highCardinalityKeyValue(
                        LogKeys.REQUEST_ID, Objects.requireNonNullElse(failure.requestId(), LogKeys.NO_REQUEST_ID));
    }
}
