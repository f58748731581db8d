package org.imageinventory.job;

import org.imageinventory.inventory.Sweep;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Refuses the sweep of scopes that lost too many images to be believed, unless a person accepted that. */
@Component
final class Guard implements Tasklet {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Sweep sweep;
    private final Consent consent;
    private final InventorySettings settings;

    Guard(Sweep sweep, Consent consent, InventorySettings settings) {
        this.sweep = sweep;
        this.consent = consent;
        this.settings = settings;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        if (!consent.isToMassDelete()) {
            var runId = SyncJob.runId(contribution.getStepExecution());
            var guard = settings.massDeleteGuard();
            sweep.refuse(runId, guard.ratio(), guard.minimum())
                    .forEach(scope ->
                            LOG.warn("{}: too many images are missing, none of them is called deleted", scope));
        }
        return RepeatStatus.FINISHED;
    }
}
