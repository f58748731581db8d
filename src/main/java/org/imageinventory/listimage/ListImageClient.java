package org.imageinventory.listimage;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A client of ListImage for one account and endpoint region. Clients of the same account share its rate limit and its
 * credentials. Safe for use by several threads.
 */
public final class ListImageClient {

    private static final Logger LOG = LoggerFactory.getLogger(ListImageClient.class);

    /**
     * If stored images contain bytes that are not UTF-8, each response contains them. Retries of such a page must not
     * use up the budget in each run.
     */
    private static final int RETRIES_OF_READABLE = 3;

    private final String name;
    private final AccountCredentials credentials;
    private final RateLimiter limiter;
    private final Transport transport;
    private final ResponseParser reader;
    private final RequestCounter counter;
    private final RequestObserver observer;
    private final Supplier<RetryBudget> retries;

    /** Uses {@code name} in messages: the account and endpoint region. */
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

    /** Returns this client with another counter of requests. */
    public ListImageClient counting(RequestCounter other) {
        return new ListImageClient(name, credentials, limiter, transport, reader, other, observer, retries);
    }

    /**
     * Requests one page, within the account's rate limit. Retries within the retry budget if a retry can help. Blocks.
     * If elements are damaged in every response, returns the page; an element that is not JSON is then read as text.
     *
     * @throws ListImageException if the page could not be fetched
     * @throws CancellationException if the thread was interrupted (its interrupt flag stays set) or the clients were
     *     closed
     */
    public ListImagePage list(ListImageRequest request) {
        var budget = retries.get();
        MDC.put(LogKeys.PAGE, String.valueOf(request.pageNumber()));
        try {
            for (var requests = 1; ; requests++) {
                try {
                    var answered = ask(request, budget);
                    var damage = answered.damage();
                    if (damage == null) {
                        return answered.page();
                    }
                    var mayRetry = !answered.readable() || requests <= RETRIES_OF_READABLE;
                    if (!mayRetry || !waitForNext(budget, request, damage)) {
                        LOG.warn("{}; the rest of the page is used", damage.getMessage());
                        return answered.page();
                    }
                } catch (ListImageException e) {
                    var described = described(e, request);
                    if (!waitForNext(budget, request, described)) {
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
     * Requests a page of one image, without retries, to check whether the API responds. Blocks.
     *
     * @param product {@code ProductType}
     * @throws ListImageException if the request failed
     * @throws CancellationException if the thread was interrupted (its interrupt flag stays set) or the clients were
     *     closed
     */
    public Probe probe(String product) {
        var request = new ListImageRequest(ImageFilter.none(), product, null, null, 1, 1);
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

    /** Returns the counter of this client's requests. */
    public RequestCounter counter() {
        return counter;
    }

    /** Cancels the requests in progress, and sends no more. */
    void close() {
        transport.close();
    }

    private Answered ask(ListImageRequest request, RetryBudget budget) throws InterruptedException {
        // Before the permit is taken, because a role may have to be assumed first, and that may fail.
        credentials.getCredentials();
        var permit = limiter.acquire();
        var repeats = budget.repeats();
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
            LOG.debug(
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

    /** Waits for the next attempt and returns true. Returns false at once if there should be none. */
    private boolean waitForNext(RetryBudget budget, ListImageRequest request, ListImageException failure) {
        var renewable = ErrorRules.refusesCredentials(failure.code()) && credentials.areTemporary();
        var wait = budget.waitAfter(failure.fault(), renewable);
        if (wait == null) {
            return false;
        }
        if (renewable) {
            credentials.renew();
        }
        if (failure.category() == ErrorCategory.THROTTLED && failure.fault().retryAfter() != null) {
            limiter.pause(wait);
        }
        MDC.put(LogKeys.REQUEST_ID, Objects.requireNonNullElse(failure.requestId(), LogKeys.NO_REQUEST_ID));
        LOG.info("Retrying in {} ms: {}", wait.toMillis(), failure.getMessage());
        try {
            budget.sleep(wait);
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
