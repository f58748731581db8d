package org.imageinventory.standin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** One way for an answer to go wrong. When it does is a {@link FaultRule}'s matter. */
public sealed interface Fault permits AnswerFault, PageFault, WireFault {

    String name();

    /** 400 Throttling.User without a word on when to come back. */
    static Fault throttled() {
        return AnswerFault.of("throttle", Problems.throttled(Map.of()));
    }

    /** 400 Throttling.User with x-acs-retry-after and x-ratelimit-user-api in milliseconds. */
    static Fault throttled(Duration retryAfter) {
        return AnswerFault.of("throttle", Problems.throttledFor(retryAfter));
    }

    /** 400 Throttling.User with only the older x-ratelimit-user-api. */
    static Fault throttledByRateLimitHeader(Duration timeLeft) {
        return AnswerFault.of(
                "throttle-rate-limit",
                Problems.throttled(Map.of(
                        "x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:" + timeLeft.toMillis() + ",Reset:1")));
    }

    /** 429 Throttling with Retry-After in whole seconds. */
    static Fault tooManyRequests(Duration retryAfter) {
        return AnswerFault.of(
                "too-many-requests",
                Problems.plain(
                        429,
                        "Throttling",
                        "Request was denied due to request throttling.",
                        Map.of("Retry-After", Long.toString(retryAfter.toSeconds()))));
    }

    /** A status of 500 or more with the gateway's JSON error. */
    static Fault error(int status) {
        return status == 503
                ? error(
                        status,
                        "ServiceUnavailable",
                        "The request has failed due to a temporary failure of the server.")
                : error(status, "InternalError", "The request processing has failed due to some unknown error.");
    }

    /** Any error of the API. */
    static Fault error(int status, String code, String message) {
        return AnswerFault.of("error", Problems.plain(status, code, message));
    }

    /** A status with a proxy's HTML page. */
    static Fault errorPage(int status) {
        return new AnswerFault("error-page", (key, id, host) -> Answer.html(status, status + " Error"));
    }

    /** 400 InternalError, as this API documents it. */
    static Fault internalError() {
        return AnswerFault.of("internal-error", Problems.plain(400, "InternalError", "Internal error."));
    }

    /** 403 Forbidden.NoPermission. */
    static Fault noPermission() {
        return new AnswerFault("no-permission", (key, id, host) -> Problems.noPermission(key, "ListImage")
                .answer(id, host));
    }

    /** 400 InvalidSecurityToken.Expired. */
    static Fault tokenExpired() {
        return AnswerFault.of(
                "token-expired",
                Problems.plain(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."));
    }

    /** A login page with status 200. */
    static Fault html() {
        return new AnswerFault("html", (key, id, host) -> Answer.html(200, "Sign in"));
    }

    /** HTTP 200 that says Success: false. */
    static Fault notSuccess(String code) {
        return page("not-success", draft -> draft.failed(code, "The request failed."));
    }

    /** Success without images, Count 0. */
    static Fault empty() {
        return page("empty", draft -> draft.withImages(List.of()).withCount("0"));
    }

    /** Count is this JSON text. */
    static Fault count(String json) {
        return page("count", draft -> draft.withCount(json));
    }

    /** Count is the right number as a text. */
    static Fault countAsText() {
        return page("count-text", draft -> draft.withCount("\"" + draft.count() + "\""));
    }

    static Fault countMissing() {
        return page("no-count", draft -> draft.withCount(null));
    }

    /** Count is off by this many. */
    static Fault countOffBy(int images) {
        return page("count-off-by", draft -> draft.withCount(Integer.toString(draft.count() + images)));
    }

    /** Data is this JSON text. */
    static Fault data(String json) {
        return page("data", draft -> draft.withData(json));
    }

    static Fault dataMissing() {
        return page("no-data", draft -> draft.withData(""));
    }

    static Fault requestIdMissing() {
        return page("no-request-id", draft -> draft.withRequestId(null));
    }

    /** The last image of a page stands there twice. */
    static Fault repeatedImage() {
        return page("repeat", draft -> {
            var images = new ArrayList<>(draft.images());
            if (!images.isEmpty()) {
                images.add(images.get(images.size() - 1));
            }
            return draft.withImages(images);
        });
    }

    /** Pages are no larger than this, and say so. */
    static Fault pageSizeCap(int images) {
        return new PageFault("page-size-cap", plan -> plan.cappedAt(images), draft -> draft);
    }

    /** The list has another order at each request. */
    static Fault reordered(long seed) {
        var next = new AtomicLong(seed);
        return new PageFault("reorder", plan -> plan.shuffledBy(next.getAndIncrement()), draft -> draft);
    }

    /** Each page begins with the last images of the one before. */
    static Fault overlapping(int images) {
        return new PageFault("overlap", plan -> plan.overlappingBy(images), draft -> draft);
    }

    /** Valid headers, but the JSON ends in its middle. */
    static Fault cutJson() {
        return new WireFault("cut-json", exchange -> {
            byte[] body = exchange.answer().body();
            exchange.sendInstead(java.util.Arrays.copyOf(body, body.length / 2));
        });
    }

    /** Content-Length promises more than comes before the connection ends. */
    static Fault truncated() {
        return new WireFault("truncated", exchange -> exchange.sendHalf(exchange::close));
    }

    /** The connection is reset instead of an answer. */
    static Fault resetBeforeAnswer() {
        return new WireFault("reset-before", Exchange::reset);
    }

    /** The connection is reset in the middle of the answer. */
    static Fault resetDuringBody() {
        return new WireFault("reset-during", exchange -> exchange.sendHalf(exchange::reset));
    }

    /** The connection ends without an answer. */
    static Fault closed() {
        return new WireFault("close", Exchange::close);
    }

    /** The answer is right; the next request on the same connection finds it dead. */
    static Fault staleKeepAlive() {
        return new WireFault("stale-keep-alive", Exchange::sendAndGoStale);
    }

    /** No answer until {@link Faults#release()}. */
    static Fault hang() {
        return new WireFault("hang", Exchange::park);
    }

    /** The right answer, late. */
    static Fault delayed(Duration time) {
        return new WireFault("delay", exchange -> exchange.sendAfter(time));
    }

    /** The right answer, its body spread over this time. */
    static Fault slowBody(Duration time) {
        return new WireFault("slow-body", exchange -> exchange.sendSpread(time));
    }

    /** Another body instead, with the headers of a good answer. */
    static Fault body(String text) {
        return new WireFault("body", exchange -> exchange.sendInstead(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Fault page(String name, UnaryOperator<PageDraft> change) {
        return new PageFault(name, plan -> plan, change);
    }
}
