package org.imageinventory.job;

import java.util.List;
import org.imageinventory.inventory.RunOutcome;
import org.imageinventory.inventory.Runs;
import org.imageinventory.inventory.StatusQuery;
import org.imageinventory.inventory.Sweep;
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

/**
 * Says what the run was worth. If every scope failed, or the database was lost under one and came back, so has the job,
 * and the next run resumes it.
 */
@Component
final class Close implements Tasklet {

    private final StatusQuery status;
    private final Sweep sweep;
    private final Runs runs;
    private final ListImageClients clients;

    Close(StatusQuery status, Sweep sweep, Runs runs, ListImageClients clients) {
        this.status = status;
        this.sweep = sweep;
        this.runs = runs;
        this.clients = clients;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        var run = RunParameters.of(
                contribution.getStepExecution().getJobExecution().getJobParameters());
        var runId = run.runId();
        var walks = status.run(runId).walks();
        var outcome = isAtItsEnd(run, walks) ? outcome(walks) : RunOutcome.FAILED;
        runs.close(
                runId, outcome, clients.counter().requests(), clients.counter().retries());
        if (outcome == RunOutcome.FAILED) {
            contribution.setExitStatus(ExitStatus.FAILED);
        }
        return RepeatStatus.FINISHED;
    }

    /** Walks that no one could judge, and images that were not asked for, are left only by a database that went away. */
    private boolean isAtItsEnd(RunParameters run, List<WalkReport> walks) {
        return walks.stream().noneMatch(walk -> walk.status() == WalkStatus.RUNNING)
                && (run.dryRun() || sweep.due(run.runId()).isEmpty());
    }

    private static RunOutcome outcome(List<WalkReport> walks) {
        if (walks.stream().allMatch(walk -> walk.status() == WalkStatus.COMPLETE)) {
            return RunOutcome.COMPLETE;
        }
        if (walks.stream().allMatch(walk -> walk.status() == WalkStatus.FAILED)) {
            return RunOutcome.FAILED;
        }
        return walks.stream().anyMatch(walk -> walk.status() == WalkStatus.REFUSED)
                ? RunOutcome.REFUSED
                : RunOutcome.PARTIAL;
    }
}
