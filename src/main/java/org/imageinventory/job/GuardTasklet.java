package org.imageinventory.job;

import org.imageinventory.inventory.MassDeleteGuard;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.imageinventory.settings.InventorySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Refuses the sweep of scopes that lost more images than configured, unless you accepted that. */
@Component
final class GuardTasklet implements Tasklet {

    private final MassDeleteGuard guard;
    private final MassDeleteApproval approval;
    private final ProgressBoard progress;
    private final InventorySettings settings;

    GuardTasklet(
            MassDeleteGuard guard, MassDeleteApproval approval, ProgressBoard progress, InventorySettings settings) {
        this.guard = guard;
        this.approval = approval;
        this.progress = progress;
        this.settings = settings;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        if (!approval.isToMassDelete()) {
            var runId = RunParameters.of(contribution.getStepExecution()).runId();
            guard.refuse(runId, limits()).forEach(refusal -> {
                var failure = new WalkReport.Failure(refusal.code(), refusal.message(), null);
                RunLog.incomplete(refusal.scope(), WalkStatus.REFUSED, failure);
                progress.ended(refusal.scope(), WalkStatus.REFUSED, null);
            });
        }
        return RepeatStatus.FINISHED;
    }

    private MassDeleteGuard.Limits limits() {
        var limits = settings.massDeleteGuard();
        return new MassDeleteGuard.Limits(
                limits.ratio(), limits.minimum(), limits.empty() == InventorySettings.EmptyList.REFUSE);
    }
}
