package org.imageinventory.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imageinventory.inventory.ImageWriter;
import org.imageinventory.inventory.Observation;
import org.imageinventory.inventory.database.ChunkRetry;
import org.imageinventory.inventory.run.Walks;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.settings.InventorySettings;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The walk of one scope: read its pages, normalize the images, write them. A chunk is one transaction: its rows, its
 * sightings, and how far the walk has come.
 */
@Configuration(proxyBeanMethods = false)
class WalkStep {

    static final String NAME = "walk-scope";

    @Bean
    Step walkScope(
            JobRepository repository,
            PlatformTransactionManager transactions,
            InventorySettings settings,
            ItemStreamReader<ListedImage> scopeReader,
            ImageProcessor processor,
            ItemStreamWriter<Observation> scopeWriter,
            WalkStepListener verdict,
            RunContext context) {
        return new StepBuilder(NAME, repository)
                .<ListedImage, Observation>chunk(settings.chunkSize())
                .transactionManager(transactions)
                .reader(scopeReader)
                .processor(processor)
                .writer(scopeWriter)
                .listener(context)
                .listener(verdict)
                .build();
    }

    @Bean
    @StepScope
    ItemStreamReader<ListedImage> scopeReader(
            @Value(SyncJob.STEP) StepExecution step, Walks walks, ScopeApiClient api, ProgressBoard progress) {
        return new ScopeReader(step, walks, api, progress);
    }

    @Bean
    @StepScope
    ItemStreamWriter<Observation> scopeWriter(
            @Value(SyncJob.STEP) StepExecution step,
            Walks walks,
            ImageWriter images,
            ChunkRetry attempts,
            PendingChanges pendingChanges) {
        return new ScopeWriter(walks.pass(Partitions.keyOf(step)), images, attempts, pendingChanges);
    }

    @Bean
    ScopeApiClient apiQuestions(
            InventorySettings settings,
            ListImageClients clients,
            ExecutorService pageReads,
            TaskDecorator inheritance) {
        return new ScopeApiClient(settings, clients, task -> pageReads.execute(inheritance.decorate(task)));
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
}
