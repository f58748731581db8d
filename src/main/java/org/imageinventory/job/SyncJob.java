package org.imageinventory.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imageinventory.inventory.ImageWriter;
import org.imageinventory.inventory.Observation;
import org.imageinventory.inventory.Walks;
import org.imageinventory.listimage.ListImageClients;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job, in reading order: plan what is walked; walk all scopes, several at a time; walk those again whose list moved,
 * and those once more; close. A scope that fails does not keep the steps after it from running. A restart finds its way
 * by the names of job, steps and partitions.
 */
@Configuration(proxyBeanMethods = false)
class SyncJob {

    static final String NAME = "sync";
    private static final String RUN_ID = "#{jobParameters['" + RunParameters.RUN_ID + "']}";

    /** The step of a pass over the scopes that want one; the number of the pass follows. */
    static final String PASS_STEP = "walk-";

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final InventorySettings settings;

    SyncJob(JobRepository repository, PlatformTransactionManager transactions, InventorySettings settings) {
        this.repository = repository;
        this.transactions = transactions;
        this.settings = settings;
    }

    @Bean
    Job job(Plan planning, Partitioner partitioner, Step walk, Close closing, GracefulStop gracefulStop) {
        var plan = new StepBuilder("plan", repository)
                .tasklet(planning, transactions)
                .build();
        var first = pass(1, partitioner, walk);
        var second = pass(2, partitioner, walk);
        var third = pass(3, partitioner, walk);
        // Closing once more is right after a resumed walk: the run's totals and outcome are then others.
        var close = new StepBuilder("close", repository)
                .tasklet(closing, transactions)
                .allowStartIfComplete(true)
                .build();

        var flow = new JobBuilder(NAME, repository)
                .listener(gracefulStop)
                .start(plan)
                .on("COMPLETED")
                .to(first);
        flow.from(plan).on("*").fail();
        flow.from(first).on("STOPPED").stop().from(first).on("*").to(second);
        flow.from(second).on("STOPPED").stop().from(second).on("*").to(third);
        flow.from(third).on("STOPPED").stop().from(third).on("*").to(close);
        flow.from(close).on("COMPLETED").end().from(close).on("*").fail();
        return flow.end().build();
    }

    private Step pass(int pass, Partitioner partitioner, Step walk) {
        var threads = new SimpleAsyncTaskExecutor(PASS_STEP);
        threads.setConcurrencyLimit(settings.concurrency());
        // A resumed run may want a pass that it had ended: the partitioner knows for which scopes.
        return new StepBuilder(PASS_STEP + pass, repository)
                .partitioner("pass-" + pass, partitioner)
                .step(walk)
                .taskExecutor(threads)
                .aggregator(new PassStatus())
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    @StepScope
    Partitioner partitioner(Walks walks, @Value("#{stepExecution}") StepExecution step) {
        return new ScopePartitioner(walks, step);
    }

    /** One scope's pass. A chunk is one transaction: its rows, its sightings, and how far the walk has come. */
    @Bean
    Step walk(
            ItemStreamReader<ListedImage> reader,
            ImageProcessor processor,
            ItemStreamWriter<Observation> writer,
            WalkVerdict verdict) {
        return new StepBuilder("walk", repository)
                .<ListedImage, Observation>chunk(settings.chunkSize())
                .transactionManager(transactions)
                .reader(reader)
                .processor(processor)
                .writer(writer)
                .listener(verdict)
                .build();
    }

    @Bean
    @StepScope
    ItemStreamReader<ListedImage> reader(
            @Value(RUN_ID) long runId, Walks walks, ScopePages pages, ProgressBoard progress) {
        return new ScopeReader(runId, walks, pages, progress);
    }

    @Bean
    @StepScope
    ItemStreamWriter<Observation> writer(
            @Value(RUN_ID) long runId, Walks walks, ImageWriter images, PendingChanges pendingChanges) {
        return new ScopeWriter(runId, walks, images, pendingChanges);
    }

    @Bean
    ScopePages scopePages(ListImageClients clients, ExecutorService pageReads) {
        return new ScopePages(settings, clients, pageReads);
    }

    /** Pages are read ahead on threads of their own; how many at a time, the walks decide. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService pageReads() {
        return Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "page-read");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The run that a step belongs to. */
    static long runId(StepExecution step) {
        return RunParameters.of(step.getJobExecution().getJobParameters()).runId();
    }
}
