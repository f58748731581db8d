package org.imageinventory.standin;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/** The faults by name, for the command line and for HTTP. */
enum FaultKind {
    THROTTLE("throttle", "", "400 Throttling.User; argument: x-acs-retry-after, like 200ms", FaultKind::throttle),
    THROTTLE_RATE_LIMIT(
            "throttle-rate-limit",
            "1s",
            "400 Throttling.User with x-ratelimit-user-api; argument: its TimeLeft",
            time -> Fault.throttledByRateLimitHeader(duration(time))),
    TOO_MANY_REQUESTS(
            "too-many-requests", "1s", "429; argument: Retry-After", time -> Fault.tooManyRequests(duration(time))),
    ERROR("error", "500", "a JSON error; argument: its status", status -> Fault.error(Integer.parseInt(status))),
    ERROR_PAGE(
            "error-page",
            "503",
            "an HTML error; argument: its status",
            status -> Fault.errorPage(Integer.parseInt(status))),
    INTERNAL_ERROR("internal-error", "", "400 InternalError", none -> Fault.internalError()),
    NO_PERMISSION("no-permission", "", "403 Forbidden.NoPermission", none -> Fault.noPermission()),
    TOKEN_EXPIRED("token-expired", "", "400 InvalidSecurityToken.Expired", none -> Fault.tokenExpired()),
    HTML("html", "", "200 with an HTML page", none -> Fault.html()),
    NOT_SUCCESS("not-success", "InternalError", "200 with Success: false; argument: Code", Fault::notSuccess),
    EMPTY("empty", "", "success without images", none -> Fault.empty()),
    COUNT("count", "null", "Count is the argument, any JSON", Fault::count),
    COUNT_TEXT("count-text", "", "Count is a JSON string", none -> Fault.countAsText()),
    COUNT_OFF_BY("count-off-by", "1", "Count is wrong by the argument", off -> Fault.countOffBy(Integer.parseInt(off))),
    COUNT_DRIFT("count-drift", "", "Count grows by one at each hit", none -> Fault.countDrifting()),
    NO_COUNT("no-count", "", "Count is missing", none -> Fault.countMissing()),
    DATA("data", "null", "Data is the argument, any JSON", Fault::data),
    NO_DATA("no-data", "", "Data is missing", none -> Fault.dataMissing()),
    NO_REQUEST_ID("no-request-id", "", "RequestId is missing", none -> Fault.requestIdMissing()),
    REPEAT("repeat", "", "a page contains its last image twice", none -> Fault.repeatedImage()),
    PAGE_SIZE_CAP(
            "page-size-cap",
            "50",
            "pages are no larger than the argument",
            images -> Fault.pageSizeCap(Integer.parseInt(images))),
    REORDER(
            "reorder",
            "1",
            "another order in each response; argument: seed",
            seed -> Fault.reordered(Long.parseLong(seed))),
    OVERLAP(
            "overlap",
            "1",
            "a page begins with the last images of the one before; argument: how many",
            images -> Fault.overlapping(Integer.parseInt(images))),
    CUT_JSON("cut-json", "", "half a JSON document", none -> Fault.cutJson()),
    TRUNCATED("truncated", "", "fewer bytes than Content-Length announces", none -> Fault.truncated()),
    BODY("body", "", "the argument instead of the page", Fault::body),
    RESET_BEFORE("reset-before", "", "a reset instead of a response", none -> Fault.resetBeforeAnswer()),
    RESET_DURING("reset-during", "", "a reset in the middle of the response", none -> Fault.resetDuringBody()),
    CLOSE("close", "", "the connection ends without a response", none -> Fault.closed()),
    STALE_KEEP_ALIVE(
            "stale-keep-alive", "", "the next request finds the connection closed", none -> Fault.staleKeepAlive()),
    HANG("hang", "", "no response until released", none -> Fault.hang()),
    DELAY("delay", "1s", "a late response; argument: delay", time -> Fault.delayed(duration(time))),
    SLOW_BODY(
            "slow-body", "1s", "a body spread over a time; argument: duration", time -> Fault.slowBody(duration(time)));

    private final String label;
    private final String otherwise;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // method references and lambdas without state
    private final Function<String, Fault> maker;

    FaultKind(String label, String otherwise, String meaning, Function<String, Fault> maker) {
        this.label = label;
        this.otherwise = otherwise;
        this.meaning = meaning;
        this.maker = maker;
    }

    static FaultKind named(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + label + ", only "
                        + Arrays.stream(values()).map(FaultKind::label).toList()));
    }

    Fault fault(@Nullable String argument) {
        return maker.apply(argument == null ? otherwise : argument);
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    private static Fault throttle(String wait) {
        return wait.isEmpty() ? Fault.throttled() : Fault.throttled(duration(wait));
    }

    private static Duration duration(String text) {
        return DurationStyle.detectAndParse(text);
    }
}
