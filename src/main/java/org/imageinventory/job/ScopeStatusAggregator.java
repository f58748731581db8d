package org.imageinventory.job;

import java.util.Collection;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.partition.support.DefaultStepExecutionAggregator;
import org.springframework.batch.core.step.StepExecution;

/**
 * Status of a step that runs per scope: complete when all scopes have ended, including failed ones. If such a step
 * failed, Spring Batch would abandon it when the job continues with the next step, and no restart would run it again.
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
