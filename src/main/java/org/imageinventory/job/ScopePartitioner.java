package org.imageinventory.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imageinventory.inventory.Walks;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A partition for each scope whose walk wants the step's pass. A restart finds its state by its name, so each pass has a
 * name of its own: else the second would go on where the first has ended.
 */
final class ScopePartitioner implements Partitioner {

    private final Walks walks;
    private final StepExecution step;

    ScopePartitioner(Walks walks, StepExecution step) {
        this.walks = walks;
        this.step = step;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        var pass = Integer.parseInt(step.getStepName().substring(SyncJob.PASS_STEP.length()));
        var partitions = new LinkedHashMap<String, ExecutionContext>();
        walks.wanting(SyncJob.runId(step), pass)
                .forEach((scopeKey, before) ->
                        partitions.put("scope-" + scopeKey + "-pass-" + pass, WalkState.first(scopeKey, pass, before)));
        return partitions;
    }
}
