package org.imageinventory.job;

import io.micrometer.observation.ObservationRegistry;
import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.Walks;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job, in reading order: plan what is walked; walk all scopes, several at a time; walk those again whose list moved,
 * and those once more; refuse to believe a mass deletion; sweep what is gone; close. A scope that fails does not keep the
 * steps after it from running. A restart finds its way by the names of job, steps and partitions.
 */
@Configuration(proxyBeanMethods = false)
class SyncJob {

    static final String NAME = "sync";
    static final String RUN_ID = "#{jobParameters['" + RunParameters.RUN_ID + "']}";
    static final String STEP = "#{stepExecution}";

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
            Plan planning,
            Partitioner scopesToWalk,
            Step walkScope,
            Guard guarding,
            Partitioner scopesToSweep,
            Step sweepScope,
            Close closing,
            GracefulStop gracefulStop,
            RunContext context) {
        var plan = step("plan").tasklet(planning, transactions).build();
        // What has ended runs again in a resumed run: for the scopes that are not done, which the partitioners know.
        var firstPass = eachScope("walk-1", scopesToWalk, walkScope);
        var secondPass = eachScope("walk-2", scopesToWalk, walkScope);
        var thirdPass = eachScope("walk-3", scopesToWalk, walkScope);
        var guard = again("guard", guarding);
        var sweep = eachScope("sweep", scopesToSweep, sweepScope);
        var close = again("close", closing);

        var flow = new JobBuilder(NAME, repository)
                .listener(context)
                .listener(gracefulStop)
                .start(plan)
                .on("COMPLETED")
                .to(firstPass);
        flow.from(plan).on("STOPPED").stop().from(plan).on("*").fail();
        flow.from(firstPass).on("STOPPED").stop().from(firstPass).on("*").to(secondPass);
        flow.from(secondPass).on("STOPPED").stop().from(secondPass).on("*").to(thirdPass);
        flow.from(thirdPass).on("STOPPED").stop().from(thirdPass).on("*").to(guard);
        flow.from(guard)
                .on("COMPLETED")
                .to(sweep)
                .from(guard)
                .on("STOPPED")
                .stop()
                .from(guard)
                .on("*")
                .fail();
        flow.from(sweep).on("STOPPED").stop().from(sweep).on("*").to(close);
        flow.from(close)
                .on("COMPLETED")
                .end()
                .from(close)
                .on("STOPPED")
                .stop()
                .from(close)
                .on("*")
                .fail();
        return flow.end().build();
    }

    /** Spring Batch would see to it if it were a bean; unobserved, it would hide what is around it from what is in it. */
    private StepBuilder step(String name) {
        return new StepBuilder(name, repository).observationRegistry(observations);
    }

    private Step again(String name, Tasklet tasklet) {
        return step(name)
                .tasklet(tasklet, transactions)
                .allowStartIfComplete(true)
                .build();
    }

    private Step eachScope(String name, Partitioner scopes, Step step) {
        var threads = new SimpleAsyncTaskExecutor(name + "-");
        threads.setConcurrencyLimit(settings.concurrency());
        threads.setTaskDecorator(inheritance);
        return step(name)
                .partitioner(step.getName(), scopes)
                .step(step)
                .taskExecutor(threads)
                .aggregator(new AllScopesStatus())
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    @StepScope
    Partitioner scopesToWalk(@Value(RUN_ID) long runId, Walks walks, @Value(STEP) StepExecution step) {
        var name = step.getStepName();
        var pass = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        return gridSize -> WalkState.partitions(walks.wanting(runId, pass), pass);
    }

    @Bean
    @StepScope
    Partitioner scopesToSweep(@Value(RUN_ID) long runId, Sweep sweep) {
        return gridSize -> WalkState.partitions(sweep.due(runId));
    }

    /** The run that a step belongs to. */
    static long runId(StepExecution step) {
        return RunParameters.of(step.getJobExecution().getJobParameters()).runId();
    }
}
