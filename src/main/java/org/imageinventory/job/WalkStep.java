package org.imageinventory.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.imageinventory.inventory.ImageWriter;
import org.imageinventory.inventory.ListedImage;
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
 * The walk of one scope: reads its pages and writes the images. Each chunk is one transaction, which has the rows, the
 * sightings and the position of the walk.
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
            ItemStreamWriter<ListedImage> scopeWriter,
            WalkStepListener listener,
            RunContext context) {
        return new StepBuilder(NAME, repository)
                .<ListedImage, ListedImage>chunk(settings.chunkSize())
                .transactionManager(transactions)
                .reader(scopeReader)
                .writer(scopeWriter)
                .listener(context)
                .listener(listener)
                .build();
    }

    @Bean
    @StepScope
    ItemStreamReader<ListedImage> scopeReader(
            @Value(Partitions.STEP_EXECUTION) StepExecution step,
            Walks walks,
            ScopeApiClient api,
            ProgressBoard progress,
            RequestCounts requests) {
        return new ScopeReader(step, walks, api, progress, requests);
    }

    @Bean
    @StepScope
    ItemStreamWriter<ListedImage> scopeWriter(
            @Value(Partitions.STEP_EXECUTION) StepExecution step,
            Walks walks,
            ImageWriter images,
            ChunkRetry attempts,
            PendingChanges pendingChanges) {
        return new ScopeWriter(walks.pass(Partitions.keyOf(step)), images, attempts, pendingChanges);
    }

    @Bean
    ScopeApiClient scopeApiClient(
            InventorySettings settings,
            ListImageClients clients,
            ExecutorService pageReads,
            TaskDecorator inheritance) {
        return new ScopeApiClient(settings, clients, task -> pageReads.execute(inheritance.decorate(task)));
    }

    /** Runs the requests for pages. Each walk limits how many of them run at a time. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService pageReads() {
        return Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "page-read");
            thread.setDaemon(true);
            return thread;
        });
    }
}
