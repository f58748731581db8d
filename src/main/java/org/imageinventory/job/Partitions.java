package org.imageinventory.job;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.imageinventory.inventory.run.PassKey;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The partitions of the steps that run per scope. The name of a partition contains its scope and pass, because Spring
 * Batch commits a step execution before its context: after a kill, only the name may exist. A restart finds the state
 * of a partition by its name.
 */
final class Partitions {

    /** Injects a partition's own step execution into a bean of step scope. */
    static final String STEP_EXECUTION = "#{stepExecution}";

    private static final String WALK = "walk-";
    private static final Pattern NAME = Pattern.compile(".+:scope-(\\d+)-pass-(\\d+)");

    private Partitions() {}

    /** Returns the name of the walk step for a pass. */
    static String walkStep(int pass) {
        return WALK + pass;
    }

    /** Returns the pass of a walk step. */
    static int passOf(StepExecution walkStep) {
        return Integer.parseInt(walkStep.getStepName().substring(WALK.length()));
    }

    static Map<String, ExecutionContext> walks(Collection<Long> scopeKeys, int pass) {
        var partitions = new LinkedHashMap<String, ExecutionContext>();
        scopeKeys.forEach(scopeKey -> partitions.put(name(scopeKey, pass), new ExecutionContext()));
        return partitions;
    }

    /** @param passes by scope key, the pass that did not see the missing images */
    static Map<String, ExecutionContext> sweeps(Map<Long, Integer> passes) {
        var partitions = new LinkedHashMap<String, ExecutionContext>();
        passes.forEach((scopeKey, pass) -> partitions.put(name(scopeKey, pass), new ExecutionContext()));
        return partitions;
    }

    private static String name(long scopeKey, int pass) {
        return "scope-" + scopeKey + "-pass-" + pass;
    }

    /** Returns the run, scope and pass of a partition's step execution. */
    static PassKey keyOf(StepExecution step) {
        var name = NAME.matcher(step.getStepName());
        if (!name.matches()) {
            throw new IllegalArgumentException(step.getStepName() + " is not a partition");
        }
        return new PassKey(
                RunParameters.of(step).runId(), Long.parseLong(name.group(1)), Integer.parseInt(name.group(2)));
    }
}
