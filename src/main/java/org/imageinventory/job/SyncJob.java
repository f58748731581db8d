package org.imageinventory.job;

import io.micrometer.observation.ObservationRegistry;
import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.run.PassKey;
import org.imageinventory.inventory.run.Walks;
import org.imageinventory.settings.InventorySettings;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job in reading order: plan the walks; walk all scopes, several at a time; walk those again whose list changed, at
 * most twice; refuse mass deletions; sweep the missing images; close. If a scope fails, its step does not, so the later
 * steps run. A restart finds its state by the names of job, steps and partitions.
 */
@Configuration(proxyBeanMethods = false)
class SyncJob {

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final InventorySettings settings;
    private final TaskDecorator inheritance;
    private final ObservationRegistry observations;

    SyncJob(
            JobRepository repository,
            PlatformTransactionManager transactions,
            InventorySettings settings,
            TaskDecorator inheritance,
            ObservationRegistry observations) {
        this.repository = repository;
        this.transactions = transactions;
        this.settings = settings;
        this.inheritance = inheritance;
        this.observations = observations;
    }

    @Bean
    Job job(
            PlanTasklet plan,
            Partitioner scopesToWalk,
            Step walkScope,
            GuardTasklet guard,
            Partitioner scopesToSweep,
            Step sweepScope,
            CloseTasklet close,
            GracefulStop gracefulStop,
            RunContext context) {
        var job = new JobBuilder(RunParameters.JOB_NAME, repository)
                .listener(context)
                .listener(gracefulStop)
                .start(step("plan").tasklet(plan, transactions).build());
        for (var pass = 1; pass <= PassKey.MOST_PASSES; pass++) {
            job.next(eachScope(Partitions.walkStep(pass), scopesToWalk, walkScope));
        }
        return job.next(step("guard")
                        .tasklet(guard, transactions)
                        .allowStartIfComplete(true)
                        .build())
                .next(eachScope("sweep", scopesToSweep, sweepScope))
                .next(step("close")
                        .tasklet(close, transactions)
                        .allowStartIfComplete(true)
                        .build())
                .build();
    }

    /** The registry is set here because Spring Batch sets it only for steps that are beans. */
    private StepBuilder step(String name) {
        return new StepBuilder(name, repository).observationRegistry(observations);
    }

    /** A resumed run starts the step again; the partitioner returns only the scopes that are not done. */
    private Step eachScope(String name, Partitioner scopes, Step step) {
        var threads = new SimpleAsyncTaskExecutor(name + "-");
        threads.setConcurrencyLimit(settings.concurrency());
        threads.setTaskDecorator(inheritance);
        return step(name)
                .partitioner(step.getName(), scopes)
                .step(step)
                .taskExecutor(threads)
                .aggregator(new ScopeStatusAggregator())
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    @StepScope
    Partitioner scopesToWalk(@Value(Partitions.STEP_EXECUTION) StepExecution step, Walks walks) {
        return gridSize -> {
            var pass = Partitions.passOf(step);
            return Partitions.walks(walks.wanting(RunParameters.of(step).runId(), pass), pass);
        };
    }

    @Bean
    @StepScope
    Partitioner scopesToSweep(@Value(Partitions.STEP_EXECUTION) StepExecution step, Sweep sweep) {
        return gridSize -> Partitions.sweeps(sweep.due(RunParameters.of(step).runId()));
    }
}
