package org.imageinventory.listimage;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time for retries of one request, counted from its first failure. For one thread. */
final class RetryBudget {

    private final long budget;
    private final Backoff backoff;
    private final Ticker ticker;
    private int failures;
    private long deadline;
    private boolean connectionLost;
    private boolean renewed;
    private boolean sent;

    RetryBudget(Duration budget, Backoff backoff, Ticker ticker) {
        this.budget = budget.toNanos();
        this.backoff = backoff;
        this.ticker = ticker;
    }

    /** Whether the request about to be sent repeats an earlier one. */
    boolean repeats() {
        var again = sent;
        sent = true;
        return again;
    }

    /**
     * Records a failure.
     *
     * @param renewable whether newly fetched credentials may be accepted; such a failure is retried once
     * @return how long to wait before the next attempt; null if there should be none
     */
    @Nullable
    Duration waitAfter(Fault fault, boolean renewable) {
        failures++;
        var now = ticker.nanos();
        if (failures == 1) {
            deadline = now + budget;
        }
        if (renewable && !renewed) {
            renewed = true;
            return Duration.ZERO;
        }
        var left = deadline - now;
        if (!fault.retryable() || left <= 0) {
            return null;
        }
        if (fault.code().equals(TransportFault.CONNECTION_LOST) && !connectionLost) {
            connectionLost = true; // probably an old kept-alive connection, so a new one will work
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.min(left, wait(fault.retryAfter())));
    }

    void sleep(Duration wait) throws InterruptedException {
        ticker.sleep(wait.toNanos());
    }

    private long wait(@Nullable Duration asked) {
        return asked != null ? asked.toNanos() : backoff.afterFailures(failures);
    }
}
