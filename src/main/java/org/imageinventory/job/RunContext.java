package org.imageinventory.job;

import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.imageinventory.inventory.run.Scope;
import org.imageinventory.inventory.run.Walks;
import org.imageinventory.listimage.ListImagePage;
import org.imageinventory.listimage.LogKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Adds the run, the scope and the page to log lines and spans. */
@Component
public final class RunContext implements JobExecutionListener, StepExecutionListener {

    /** Keys of SLF4J's MDC and of spans. */
    private static final String RUN = "run";

    private static final String SCOPE = "scope";

    private final Walks walks;
    private final ObservationRegistry observations;

    RunContext(Walks walks, ObservationRegistry observations) {
        this.walks = walks;
        this.observations = observations;
    }

    /** Does work of a run. Log lines of this thread, and of threads that work for it, contain the run. */
    public static void run(long runId, Runnable work) {
        call(runId, () -> {
            work.run();
            return runId;
        });
    }

    /** Does work that has a result; otherwise the same as {@link #run}. */
    static <T> T call(long runId, Supplier<T> work) {
        MDC.put(RUN, String.valueOf(runId));
        try {
            return work.get();
        } finally {
            MDC.remove(RUN);
        }
    }

    /** Does work for a scope: log lines of this thread contain the scope. */
    static void inScope(Scope scope, Runnable work) {
        MDC.put(SCOPE, scope.name());
        try {
            work.run();
        } finally {
            MDC.remove(SCOPE);
        }
    }

    @Override
    public void beforeJob(JobExecution job) {
        var run = String.valueOf(RunParameters.of(job.getJobParameters()).runId());
        span("run " + run, RUN, run);
    }

    @Override
    public void beforeStep(StepExecution step) {
        var scope = walks.pass(Partitions.keyOf(step)).scope().name();
        MDC.put(SCOPE, scope);
        span(scope, SCOPE, scope);
    }

    /** Names the span that has just started. */
    private void span(String name, String key, String value) {
        var observed = observations.getCurrentObservation();
        if (observed != null) {
            observed.contextualName(name).highCardinalityKeyValue(key, value);
        }
    }

    /** Adds this page to the log lines that follow. */
    static void turnTo(ListImagePage page) {
        MDC.put(LogKeys.PAGE, String.valueOf(page.pageNumber()));
        MDC.put(LogKeys.REQUEST_ID, page.requestId());
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        MDC.clear();
        return null;
    }
}
