package org.imageinventory.job;

import java.util.List;
import org.imageinventory.inventory.run.Readings;
import org.imageinventory.inventory.run.Scopes;
import org.imageinventory.inventory.run.Walks;
import org.imageinventory.settings.InventorySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/**
 * Creates a walk for each scope of the run. Stores the scopes of the configuration, which can be more, and the time zone in
 * which views read documents.
 */
@Component
final class PlanTasklet implements Tasklet {

    private final ScopePlan scopePlan;
    private final Scopes scopes;
    private final Walks walks;
    private final Readings readings;
    private final InventorySettings settings;

    PlanTasklet(ScopePlan scopePlan, Scopes scopes, Walks walks, Readings readings, InventorySettings settings) {
        this.readings = readings;
        this.settings = settings;
        this.scopePlan = scopePlan;
        this.scopes = scopes;
        this.walks = walks;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        var run = RunParameters.of(contribution.getStepExecution());
        var planned = keys(run.pattern());
        walks.open(run.runId(), run.after() == null ? planned : walks.stale(run.after(), planned));
        if (!run.dryRun()) {
            scopes.configured(run.runId(), run.pattern() == null ? planned : keys(null), settings.expectedInterval());
            readings.zone(settings.timestampZone());
        }
        return RepeatStatus.FINISHED;
    }

    private List<Long> keys(@Nullable String pattern) {
        return scopePlan.scopes(pattern).stream().map(scopes::keyOf).toList();
    }
}
