package org.imageinventory.job;

import java.util.List;
import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.run.RunOutcome;
import org.imageinventory.inventory.run.Runs;
import org.imageinventory.inventory.run.StatusQuery;
import org.imageinventory.inventory.run.WalkReport;
import org.imageinventory.inventory.run.WalkStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/**
 * Writes the totals and the outcome of the run. The run has failed if every scope failed, or if the connection to the
 * database was lost during a walk. Then the next sync resumes it.
 */
@Component
final class CloseTasklet implements Tasklet {

    private final StatusQuery status;
    private final Sweep sweep;
    private final Runs runs;

    CloseTasklet(StatusQuery status, Sweep sweep, Runs runs) {
        this.status = status;
        this.sweep = sweep;
        this.runs = runs;
    }

    @Override
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
        var step = contribution.getStepExecution();
        var run = RunParameters.of(step);
        var runId = run.runId();
        var walks = status.run(runId).walks();
        var outcome = isAtItsEnd(run, walks) ? RunOutcome.of(walks) : RunOutcome.FAILED;
        runs.close(runId, outcome);
        if (outcome == RunOutcome.FAILED) {
            step.setStatus(BatchStatus.FAILED);
            contribution.setExitStatus(ExitStatus.FAILED);
        }
        return RepeatStatus.FINISHED;
    }

    /**
     * Whether each walk has a result and each missing image was looked up. Only a lost database connection leaves some
     * without.
     */
    private boolean isAtItsEnd(RunParameters run, List<WalkReport> walks) {
        return walks.stream().noneMatch(walk -> walk.status() == WalkStatus.RUNNING)
                && (run.dryRun() || sweep.due(run.runId()).isEmpty());
    }
}
