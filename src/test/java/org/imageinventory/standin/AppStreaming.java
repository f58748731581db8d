package org.imageinventory.standin;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The product's API. It checks the signature, selects the action, applies faults and logs the request. */
final class AppStreaming {

    static final String VERSION = "2021-09-01";

    private final SignatureCheck signatures;
    private final Accounts accounts;
    private final Faults faults;
    private final RateLimit rateLimit;
    private final RequestLog log;
    private final ListImage listImage;
    private final String region;
    private final Clock clock;
    private final AtomicLong calls = new AtomicLong();

    AppStreaming(
            SignatureCheck signatures,
            Accounts accounts,
            Faults faults,
            RateLimit rateLimit,
            RequestLog log,
            ListImage listImage,
            String region,
            Clock clock) {
        this.signatures = signatures;
        this.accounts = accounts;
        this.faults = faults;
        this.rateLimit = rateLimit;
        this.log = log;
        this.listImage = listImage;
        this.region = region;
        this.clock = clock;
    }

    /** A response, and the fault while sending it. */
    record Reply(Answer answer, @Nullable WireFault fault) {}

    Reply reply(ApiRequest request) {
        String requestId = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        String action = request.named("x-acs-action", "Action");
        boolean listing = action.equals("ListImage");
        AccessKey key = null;
        try {
            key = signatures.accept(request);
            checkAction(request, action);
            if (key.denied()) {
                throw new Refusal(Problems.noPermission(key, action));
            }
        } catch (Refusal refusal) {
            Answer answer = refusal.problem().answer(requestId, host(request));
            if (listing) {
                remember(call(request, key == null ? null : key.account()), answer, List.of(), 0, requestId);
            }
            return new Reply(answer, null);
        }
        return listing ? listImage(request, key, requestId) : new Reply(listRegions(requestId), null);
    }

    private Reply listImage(ApiRequest request, AccessKey key, String requestId) {
        ListImageCall call = call(request, key.account());
        List<Fault> hitting = faults.hitting(call);
        Answer answer;
        int images = 0;
        try {
            checkRate(key);
            answer = instead(hitting, key, requestId, host(request));
            if (answer == null) {
                var page = listImage.page(request.parameters(), accounts.inventory(key.account()), hitting, requestId);
                images = page.images().size();
                answer = page.answer();
            }
        } catch (Refusal refusal) {
            answer = refusal.problem().answer(requestId, host(request));
        }
        remember(call, answer, hitting.stream().map(Fault::name).toList(), images, requestId);
        return new Reply(answer, wireFault(hitting));
    }

    private void checkRate(AccessKey key) {
        Duration wait = rateLimit.waitFor(key.account());
        if (!wait.isZero()) {
            throw new Refusal(Problems.throttledFor(wait));
        }
    }

    private static @Nullable Answer instead(List<Fault> hitting, AccessKey key, String requestId, String host) {
        for (Fault fault : hitting) {
            if (fault instanceof AnswerFault other) {
                return other.source().answer(key, requestId, host);
            }
        }
        return null;
    }

    private static @Nullable WireFault wireFault(List<Fault> hitting) {
        for (Fault fault : hitting) {
            if (fault instanceof WireFault wireFault) {
                return wireFault;
            }
        }
        return null;
    }

    private Answer listRegions(String requestId) {
        var body = Map.of("RequestId", requestId, "RegionModels", List.of(Map.of("regionId", region)));
        return new Answer(200, "200", Answer.JSON, Map.of("x-acs-request-id", requestId), Json.bytes(body));
    }

    private static void checkAction(ApiRequest request, String action) {
        boolean known = action.equals("ListImage") || action.equals("ListRegions");
        if (!known
                || !request.path().equals("/")
                || !request.named("x-acs-version", "Version").equals(VERSION)) {
            throw new Refusal(
                    404, "InvalidApi.NotFound", "Specified api is not found, please check your url and method.");
        }
        if (!request.method().equals("POST") && !request.method().equals("GET")) {
            throw new Refusal(405, "UnsupportedHTTPMethod", "This http method is not supported.");
        }
    }

    private ListImageCall call(ApiRequest request, @Nullable String account) {
        return new ListImageCall(
                calls.incrementAndGet(),
                System.nanoTime(),
                clock.instant(),
                account,
                request.parameters().values(),
                request.parameters().origins());
    }

    private void remember(ListImageCall call, Answer answer, List<String> hitting, int images, String requestId) {
        log.add(new RecordedRequest(call, answer.status(), answer.code(), hitting, images, requestId));
    }

    private static String host(ApiRequest request) {
        String host = request.header("host");
        return host == null ? "" : host;
    }
}
