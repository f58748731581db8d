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
    private final InventorySettings settings;

    Guard(Sweep sweep, InventorySettings settings) {
        this.sweep = sweep;
        this.settings = settings;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        var run = RunParameters.of(
                contribution.getStepExecution().getJobExecution().getJobParameters());
        if (!run.acceptMassDelete()) {
            var guard = settings.massDeleteGuard();
            sweep.refuse(run.runId(), guard.ratio(), guard.minimum())
                    .forEach(scope ->
                            LOG.warn("{}: too many images are missing, none of them is called deleted", scope));
        }
        return RepeatStatus.FINISHED;
    }
}
