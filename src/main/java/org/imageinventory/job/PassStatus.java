package org.imageinventory.job;

import java.util.Collection;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.support.DefaultStepExecutionAggregator;
import org.springframework.batch.core.step.StepExecution;

/**
 * A pass is over when all its scopes are, those that failed included. Said to have failed itself, it would be abandoned as
 * the job goes on to its next step, and no restart would come back to it.
 */
final class PassStatus extends DefaultStepExecutionAggregator {

    @Override
    public void aggregate(StepExecution pass, Collection<StepExecution> scopes) {
        super.aggregate(pass, scopes);
        var isStopped = scopes.stream().anyMatch(scope -> scope.getStatus() == BatchStatus.STOPPED);
        pass.setStatus(isStopped ? BatchStatus.STOPPED : BatchStatus.COMPLETED);
        pass.setExitStatus(isStopped ? ExitStatus.STOPPED : ExitStatus.COMPLETED);
    }
}
