package org.imageinventory.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Job, or a CronJob, which creates Jobs on a schedule.
 *
 * @param schedule null for a Job
 */
public record Workload(String name, @Nullable CronJobSpec schedule, JobSpec job) {

    /** Returns the workload of a resource. Returns empty if the resource runs nothing. */
    static Optional<Workload> of(HasMetadata resource) {
        var name = resource.getMetadata().getName();
        if (resource instanceof CronJob cronJob) {
            var schedule = cronJob.getSpec();
            return Optional.of(
                    new Workload(name, schedule, schedule.getJobTemplate().getSpec()));
        }
        return resource instanceof Job job ? Optional.of(new Workload(name, null, job.getSpec())) : Optional.empty();
    }

    PodTemplateSpec pod() {
        return job.getTemplate();
    }

    public PodSpec podSpec() {
        return pod().getSpec();
    }

    Container container() {
        var containers = podSpec().getContainers();
        if (containers.size() != 1) {
            throw new IllegalStateException(name + " has " + containers.size() + " containers");
        }
        return containers.get(0);
    }

    /** Returns the program's command. */
    public String command() {
        return container().getArgs().get(0);
    }

    /**
     * Returns the action of the policy when the Job's container ends with this code. Empty if only the back-off limit
     * applies.
     */
    public Optional<String> actionOn(int exitCode) {
        return rules().filter(rule -> rule.getOnExitCodes() != null
                        && rule.getOnExitCodes().getOperator().equals("In")
                        && rule.getOnExitCodes().getValues().contains(exitCode))
                .map(PodFailurePolicyRule::getAction)
                .findFirst();
    }

    /** Returns all exit codes that the rules name. */
    public Set<Integer> namedExitCodes() {
        var codes = new HashSet<Integer>();
        rules().filter(rule -> rule.getOnExitCodes() != null)
                .map(rule -> rule.getOnExitCodes().getValues())
                .forEach(codes::addAll);
        return codes;
    }

    Stream<PodFailurePolicyRule> rules() {
        var policy = job.getPodFailurePolicy();
        return policy == null ? Stream.of() : policy.getRules().stream();
    }

    /**
     * Returns the environment of the workload's container.
     *
     * @param secrets values by {@code name/key} of a Secret; if a requested key is absent, this fails
     */
    Map<String, String> environment(Map<String, String> secrets) {
        var environment = new LinkedHashMap<String, String>();
        for (var variable : container().getEnv()) {
            var source = variable.getValueFrom();
            environment.put(
                    variable.getName(),
                    source == null ? variable.getValue() : secret(source.getSecretKeyRef(), secrets));
        }
        return environment;
    }

    private static String secret(SecretKeySelector reference, Map<String, String> secrets) {
        var key = reference.getName() + "/" + reference.getKey();
        var value = secrets.get(key);
        if (value == null) {
            throw new IllegalArgumentException("there is no secret " + key);
        }
        return value;
    }

    @Override
    public String toString() {
        return name;
    }
}
