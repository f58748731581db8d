package org.imageinventory.job;

import java.util.Collection;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.support.DefaultStepExecutionAggregator;
import org.springframework.batch.core.step.StepExecution;

/**
 * A step over all scopes is complete when all are at their end, those that failed included. Said to have failed itself, it
 * would be abandoned as the job goes on to its next step, and no restart would come back to it.
 */
final class ScopeStatusAggregator extends DefaultStepExecutionAggregator {

    @Override
    public void aggregate(StepExecution step, Collection<StepExecution> scopes) {
        super.aggregate(step, scopes);
        var isStopped = scopes.stream().anyMatch(scope -> scope.getStatus() == BatchStatus.STOPPED);
        step.setStatus(isStopped ? BatchStatus.STOPPED : BatchStatus.COMPLETED);
        step.setExitStatus(isStopped ? ExitStatus.STOPPED : ExitStatus.COMPLETED);
    }
}
