package org.imageinventory.listimage;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Asks one region's ListImage with one account's credentials. Clients of the same account share its pace and its
 * credentials. Safe for use by several threads.
 */
public final class ListImageClient {

    private static final Logger log = LoggerFactory.getLogger(ListImageClient.class);

    /** A service that stores bytes which are not UTF-8 sends them every time: that must not cost the budget in each run. */
    private static final int RETRIES_OF_READABLE = 3;

    private final String name;
    private final AccountCredentials credentials;
    private final RateLimiter limiter;
    private final Transport transport;
    private final ResponseParser reader;
    private final RequestCounter counter;
    private final RequestObserver observer;
    private final Supplier<RetryBudget> retries;

    /** Goes by {@code name} in messages: the account and endpoint region. */
    ListImageClient(
            String name,
            AccountCredentials credentials,
            RateLimiter limiter,
            Transport transport,
            ResponseParser reader,
            RequestCounter counter,
            RequestObserver observer,
            Supplier<RetryBudget> retries) {
        this.name = name;
        this.credentials = credentials;
        this.limiter = limiter;
        this.transport = transport;
        this.reader = reader;
        this.counter = counter;
        this.observer = observer;
        this.retries = retries;
    }

    /**
     * Asks for one page, as often as it makes sense within the retry budget, at the account's pace. Blocks. Elements may be
     * damaged in every response: then the page is returned, and an element that is not JSON reads as text.
     *
     * @throws ListImageException if it could not be had
     * @throws CancellationException if the thread was interrupted (its interrupt flag stays set) or the clients were closed
     */
    public ListImagePage list(ListImageRequest request) {
        var patience = retries.get();
        MDC.put(LogKeys.PAGE, String.valueOf(request.pageNumber()));
        try {
            for (var requests = 1; ; requests++) {
                try {
                    var answered = ask(request, patience);
                    var damage = answered.damage();
                    if (damage == null) {
                        return answered.page();
                    }
                    var mayRetry = !answered.readable() || requests <= RETRIES_OF_READABLE;
                    if (!mayRetry || !waitForNext(patience, request, damage)) {
                        log.warn("{}; the rest of the page is used", damage.getMessage());
                        return answered.page();
                    }
                } catch (ListImageException e) {
                    var described = described(e, request);
                    if (!waitForNext(patience, request, described)) {
                        throw described;
                    }
                }
            }
        } catch (InterruptedException e) {
            throw cancelled(request);
        } finally {
            MDC.remove(LogKeys.PAGE);
            MDC.remove(LogKeys.REQUEST_ID);
        }
    }

    /**
     * Asks once for a page of one image, to see whether the API answers. Blocks.
     *
     * @throws ListImageException if it does not
     * @throws CancellationException if the thread was interrupted (its interrupt flag stays set) or the clients were closed
     */
    public Probe probe() {
        var request = new ListImageRequest(ImageFilter.none(), null, null, null, 1, 1);
        try {
            var answered = ask(request, retries.get());
            return new Probe(
                    answered.page().requestId(),
                    answered.page().count(),
                    answered.raw().clockLag(),
                    answered.raw().latency());
        } catch (ListImageException e) {
            throw described(e, request);
        } catch (InterruptedException e) {
            throw cancelled(request);
        } finally {
            MDC.remove(LogKeys.REQUEST_ID);
        }
    }

    /** The requests of this client alone. */
    public RequestCounter counter() {
        return counter;
    }

    /** Abandons the requests under way, and sends no more. */
    void close() {
        transport.close();
    }

    private Answered ask(ListImageRequest request, RetryBudget patience) throws InterruptedException {
        // Before the permit is taken: a role may have to be assumed first, and that may fail.
        credentials.getCredentials();
        var permit = limiter.acquire();
        var repeats = patience.repeats();
        counter.sent(repeats);
        var observed = observer.start(request, repeats);
        try {
            var raw = transport.send(request);
            var read = reader.read(raw, request);
            var page = read.page();
            limiter.succeeded();
            MDC.put(LogKeys.REQUEST_ID, page.requestId());
            if (read.damage() != null) {
                observer.failed(observed, read.damage());
                return new Answered(raw, page, described(read.damage(), request), read.readable());
            }
            observer.answered(observed, page);
            log.debug(
                    "{}: page {}, {} images of {}, request {}, {} ms",
                    name,
                    page.pageNumber(),
                    page.images().size(),
                    page.count(),
                    page.requestId(),
                    raw.latency().toMillis());
            return new Answered(raw, page, null, true);
        } catch (ListImageException e) {
            observer.failed(observed, e);
            if (e.category() == ErrorCategory.THROTTLED) {
                limiter.throttled(permit);
            }
            throw e;
        } finally {
            observed.stop();
        }
    }

    /** Returns true when it is time for the next try, false at once if there should be none. */
    private boolean waitForNext(RetryBudget patience, ListImageRequest request, ListImageException failure) {
        var wait = patience.waitAfter(failure.fault());
        if (wait == null) {
            return false;
        }
        if (failure.code().equals(RetryBudget.EXPIRED_CREDENTIALS)) {
            credentials.renew();
        }
        if (failure.category() == ErrorCategory.THROTTLED && failure.fault().retryAfter() != null) {
            limiter.pause(wait);
        }
        MDC.put(LogKeys.REQUEST_ID, Objects.requireNonNullElse(failure.requestId(), LogKeys.NO_REQUEST_ID));
        log.info("Asking again in {} ms after {}", wait.toMillis(), failure.getMessage());
        try {
            patience.sleep(wait);
            return true;
        } catch (InterruptedException e) {
            throw cancelled(request);
        }
    }

    private ListImageException described(ListImageException failure, ListImageRequest request) {
        return failure.at("ListImage of " + name + ", page " + request.pageNumber(), credentials::hide);
    }

    private CancellationException cancelled(ListImageRequest request) {
        Thread.currentThread().interrupt();
        return new CancellationException("ListImage of " + name + ", page " + request.pageNumber() + ": interrupted");
    }

    private record Answered(
            RawResponse raw, ListImagePage page, @Nullable ListImageException damage, boolean readable) {}
}
