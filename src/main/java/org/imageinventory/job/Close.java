package org.imageinventory.job;

import java.util.List;
import org.imageinventory.inventory.RunOutcome;
import org.imageinventory.inventory.Runs;
import org.imageinventory.inventory.StatusQuery;
import org.imageinventory.inventory.WalkReport;
import org.imageinventory.inventory.WalkStatus;
import org.imageinventory.listimage.ListImageClients;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Says what the run was worth. If every scope failed, so has the job, and the next run resumes it. */
@Component
final class Close implements Tasklet {

    private final StatusQuery status;
    private final Runs runs;
    private final ListImageClients clients;

    Close(StatusQuery status, Runs runs, ListImageClients clients) {
        this.status = status;
        this.runs = runs;
        this.clients = clients;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        var runId = SyncJob.runId(contribution.getStepExecution());
        var outcome = outcome(status.run(runId).walks());
        runs.close(
                runId, outcome, clients.counter().requests(), clients.counter().retries());
        if (outcome == RunOutcome.FAILED) {
            contribution.setExitStatus(ExitStatus.FAILED);
        }
        return RepeatStatus.FINISHED;
    }

    private static RunOutcome outcome(List<WalkReport> walks) {
        if (walks.stream().allMatch(walk -> walk.status() == WalkStatus.COMPLETE)) {
            return RunOutcome.COMPLETE;
        }
        if (walks.stream().allMatch(walk -> isFailed(walk.status()))) {
            return RunOutcome.FAILED;
        }
        return walks.stream().anyMatch(walk -> walk.status() == WalkStatus.REFUSED)
                ? RunOutcome.REFUSED
                : RunOutcome.PARTIAL;
    }

    /** A walk that no one could judge is worth no more than one that failed. */
    private static boolean isFailed(WalkStatus status) {
        return status == WalkStatus.FAILED || status == WalkStatus.RUNNING;
    }
}
