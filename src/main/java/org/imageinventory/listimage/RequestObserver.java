package org.imageinventory.listimage;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.Objects;

/**
 * The observations of requests. Each lasts from sending the request to reading the response, without the wait for the
 * rate limit. It contains no secrets. An error's message may contain some, so only the exception has it.
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

    /** Starts an observation. Its outcome is {@code abandoned} until another one is set. */
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
