package org.imageinventory.inventory.database;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a chunk within the caller's transaction. After a transient error of the database it rolls back to a savepoint
 * and writes the whole chunk again, for a limited time.
 */
public final class ChunkRetry {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkRetry.class);

    private static final long FIRST_WAIT_MILLIS = 100;
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final TransactionTemplate attempt;
    private final Duration budget;
    private final BooleanSupplier isInHurry;

    /**
     * Creates a retry with a time limit.
     *
     * @param budget how long a chunk is retried, counted from its first error; more than 0
     * @param isInHurry whether the next error ends the retries
     */
    public ChunkRetry(PlatformTransactionManager transactions, Duration budget, BooleanSupplier isInHurry) {
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.budget = budget;
        this.isInHurry = isInHurry;
    }

    /** Writes the chunk and returns its result. Throws its error if that is not transient, or if the time is over. */
    public <T> T write(Supplier<T> chunk) {
        var refusals = 0;
        var deadline = 0L;
        while (true) {
            try {
                return attempt.execute(status -> chunk.get());
            } catch (RuntimeException e) {
                var error = DatabaseError.of(e);
                if (refusals++ == 0) {
                    deadline = System.nanoTime() + budget.toNanos();
                }
                if (error == null
                        || !error.kind().isTransient()
                        || isInHurry.getAsBoolean()
                        || System.nanoTime() >= deadline) {
                    throw e;
                }
                LOG.info("Retrying a chunk after {}: {}", error.code(), error.message());
                pause(refusals, e);
            }
        }
    }

    /** Waits for a random time, so that two chunks that blocked each other do not meet again. */
    private static void pause(int refusals, RuntimeException failure) {
        var most = Math.min(FIRST_WAIT_MILLIS << Math.min(refusals, 10), LONGEST_WAIT_MILLIS);
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
