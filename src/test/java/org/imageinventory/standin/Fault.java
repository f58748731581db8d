package org.imageinventory.standin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** One way in which a response can fail. A {@link FaultRule} determines when. */
public sealed interface Fault permits AnswerFault, PageFault, WireFault {

    String name();

    /** Sends 400 Throttling.User without a time to wait. */
    static Fault throttled() {
        return AnswerFault.of("throttle", Problems.throttled(Map.of()));
    }

    /** Sends 400 Throttling.User with x-acs-retry-after and x-ratelimit-user-api in milliseconds. */
    static Fault throttled(Duration retryAfter) {
        return AnswerFault.of("throttle", Problems.throttledFor(retryAfter));
    }

    /** Sends 400 Throttling.User with only the older x-ratelimit-user-api. */
    static Fault throttledByRateLimitHeader(Duration timeLeft) {
        return AnswerFault.of(
                "throttle-rate-limit",
                Problems.throttled(Map.of(
                        "x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:" + timeLeft.toMillis() + ",Reset:1")));
    }

    /** Sends 429 Throttling with Retry-After in whole seconds. */
    static Fault tooManyRequests(Duration retryAfter) {
        return AnswerFault.of(
                "too-many-requests",
                Problems.plain(
                        429,
                        "Throttling",
                        "Request was denied due to request throttling.",
                        Map.of("Retry-After", Long.toString(retryAfter.toSeconds()))));
    }

    /** Sends a status of 500 or more with the gateway's JSON error. */
    static Fault error(int status) {
        return status == 503
                ? error(
                        status,
                        "ServiceUnavailable",
                        "The request has failed due to a temporary failure of the server.")
                : error(status, "InternalError", "The request processing has failed due to some unknown error.");
    }

    /** Sends any error of the API. */
    static Fault error(int status, String code, String message) {
        return AnswerFault.of("error", Problems.plain(status, code, message));
    }

    /** Sends a status with a proxy's HTML page. */
    static Fault errorPage(int status) {
        return new AnswerFault("error-page", (key, id, host) -> Answer.html(status, status + " Error"));
    }

    /** Sends 400 InternalError, as the API's documentation specifies it. */
    static Fault internalError() {
        return AnswerFault.of("internal-error", Problems.plain(400, "InternalError", "Internal error."));
    }

    /** Sends 403 Forbidden.NoPermission. */
    static Fault noPermission() {
        return new AnswerFault("no-permission", (key, id, host) -> Problems.noPermission(key, "ListImage")
                .answer(id, host));
    }

    /** Sends 400 InvalidSecurityToken.Expired. */
    static Fault tokenExpired() {
        return AnswerFault.of(
                "token-expired",
                Problems.plain(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."));
    }

    /** Sends a login page with status 200. */
    static Fault html() {
        return new AnswerFault("html", (key, id, host) -> Answer.html(200, "Sign in"));
    }

    /** Sends HTTP 200 with Success: false. */
    static Fault notSuccess(String code) {
        return page("not-success", draft -> draft.failed(code, "The request failed."));
    }

    /** Sends a success response without images and with Count 0. */
    static Fault empty() {
        return page("empty", draft -> draft.withImages(List.of()).withCount("0"));
    }

    /** Replaces Count by this JSON text. */
    static Fault count(String json) {
        return page("count", draft -> draft.withCount(json));
    }

    /** Makes Count negative. */
    static Fault countNegative() {
        return count("-1");
    }

    /** Makes Count null. */
    static Fault countNull() {
        return count("null");
    }

    /** Sends the correct Count as a text. */
    static Fault countAsText() {
        return page("count-text", draft -> draft.withCount("\"" + draft.count() + "\""));
    }

    static Fault countMissing() {
        return page("no-count", draft -> draft.withCount(null));
    }

    /** Adds this number to Count. */
    static Fault countOffBy(int images) {
        return page("count-off-by", draft -> draft.withCount(Integer.toString(draft.count() + images)));
    }

    /** Adds one to Count at the first hit, two at the second hit, and so on. */
    static Fault countDrifting() {
        var hits = new AtomicInteger();
        return page("count-drift", draft -> draft.withCount(Integer.toString(draft.count() + hits.incrementAndGet())));
    }

    /** Replaces Data by this JSON text. */
    static Fault data(String json) {
        return page("data", draft -> draft.withData(json));
    }

    static Fault dataMissing() {
        return page("no-data", draft -> draft.withData(""));
    }

    static Fault requestIdMissing() {
        return page("no-request-id", draft -> draft.withRequestId(null));
    }

    /** Repeats the last image of a page. */
    static Fault repeatedImage() {
        return page("repeat", draft -> {
            var images = new ArrayList<>(draft.images());
            if (!images.isEmpty()) {
                images.add(images.get(images.size() - 1));
            }
            return draft.withImages(images);
        });
    }

    /** Limits pages to this size. The response contains the reduced size. */
    static Fault pageSizeCap(int images) {
        return new PageFault("page-size-cap", plan -> plan.cappedAt(images), draft -> draft);
    }

    /** Changes the order of the list at each request. */
    static Fault reordered(long seed) {
        var next = new AtomicLong(seed);
        return new PageFault("reorder", plan -> plan.shuffledBy(next.getAndIncrement()), draft -> draft);
    }

    /** Starts each page with the last images of the page before. */
    static Fault overlapping(int images) {
        return new PageFault("overlap", plan -> plan.overlappingBy(images), draft -> draft);
    }

    /** Sends valid headers, but cuts the JSON in its middle. */
    static Fault cutJson() {
        return new WireFault("cut-json", exchange -> {
            byte[] body = exchange.answer().body();
            exchange.sendInstead(Arrays.copyOf(body, body.length / 2));
        });
    }

    /** Closes the connection before all bytes that Content-Length announces are sent. */
    static Fault truncated() {
        return new WireFault("truncated", exchange -> exchange.sendHalf(exchange::close));
    }

    /** Resets the connection instead of a response. */
    static Fault resetBeforeAnswer() {
        return new WireFault("reset-before", Exchange::reset);
    }

    /** Resets the connection in the middle of the response. */
    static Fault resetDuringBody() {
        return new WireFault("reset-during", exchange -> exchange.sendHalf(exchange::reset));
    }

    /** Closes the connection without a response. */
    static Fault closed() {
        return new WireFault("close", Exchange::close);
    }

    /** Sends the correct response. The next request on the same connection finds it closed. */
    static Fault staleKeepAlive() {
        return new WireFault("stale-keep-alive", Exchange::sendAndGoStale);
    }

    /** Sends no response until {@link Faults#release()}. */
    static Fault hang() {
        return new WireFault("hang", Exchange::park);
    }

    /** Sends the correct response after this time. */
    static Fault delayed(Duration time) {
        return new WireFault("delay", exchange -> exchange.sendAfter(time));
    }

    /** Sends the correct response, with its body spread over this time. */
    static Fault slowBody(Duration time) {
        return new WireFault("slow-body", exchange -> exchange.sendSpread(time));
    }

    /** Sends another body with the headers of a correct response. */
    static Fault body(String text) {
        return new WireFault("body", exchange -> exchange.sendInstead(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Fault page(String name, UnaryOperator<PageDraft> change) {
        return new PageFault(name, plan -> plan, change);
    }
}
