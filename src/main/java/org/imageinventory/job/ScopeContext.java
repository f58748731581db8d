package org.imageinventory.job;

import io.micrometer.observation.ObservationRegistry;
import org.imageinventory.inventory.Walks;
import org.imageinventory.listimage.ListImagePage;
import org.imageinventory.listimage.LogKeys;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.stereotype.Component;

/** Says in the log lines of a scope's step, and in its span, which scope it is about. */
@Component
final class ScopeContext implements StepExecutionListener {

    /** Key of SLF4J's MDC, and of a span: the run. */
    static final String RUN = "run";

    private static final String SCOPE = "scope";

    private final Walks walks;
    private final ObservationRegistry observations;

    ScopeContext(Walks walks, ObservationRegistry observations) {
        this.walks = walks;
        this.observations = observations;
    }

    @Override
    public void beforeStep(StepExecution step) {
        var state = new WalkState(step.getExecutionContext());
        var runId = SyncJob.runId(step);
        var scope = walks.resume(runId, state.scopeKey(), state.pass()).scope().name();
        MDC.put(RUN, String.valueOf(runId));
        MDC.put(SCOPE, scope);
        var observed = observations.getCurrentObservation();
        if (observed != null) {
            observed.contextualName(scope)
                    .highCardinalityKeyValue(RUN, String.valueOf(runId))
                    .highCardinalityKeyValue(SCOPE, scope);
        }
    }

    /** From here on it is about this page. */
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
