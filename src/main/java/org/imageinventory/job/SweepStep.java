package org.imageinventory.job;

import org.imageinventory.inventory.MissingImage;
import org.imageinventory.inventory.MissingImage.Verdict;
import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.database.ChunkRetry;
import org.imageinventory.inventory.run.Walks;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The sweep of one scope: read the images that its complete walk did not see, ask for each, write what became of it. */
@Configuration(proxyBeanMethods = false)
class SweepStep {

    /** Each costs one or two requests at the account's pace, and a stop waits for the chunk. */
    private static final int CHUNK = 10;

    @Bean
    Step sweepScope(
            JobRepository repository,
            PlatformTransactionManager transactions,
            ItemReader<MissingImage> missingReader,
            ItemProcessor<MissingImage, Verdict> missingProcessor,
            ItemWriter<Verdict> missingWriter,
            SweepStepListener verdict,
            RunContext context) {
        return new StepBuilder("sweep-scope", repository)
                .<MissingImage, Verdict>chunk(CHUNK)
                .transactionManager(transactions)
                .reader(missingReader)
                .processor(missingProcessor)
                .writer(missingWriter)
                .listener(context)
                .listener(verdict)
                .build();
    }

    @Bean
    @StepScope
    ItemReader<MissingImage> missingReader(@Value(SyncJob.STEP) StepExecution step, Sweep sweep) {
        return new MissingReader(sweep, Partitions.keyOf(step));
    }

    @Bean
    @StepScope
    ItemProcessor<MissingImage, Verdict> missingProcessor(
            @Value(SyncJob.STEP) StepExecution step, Walks walks, ScopeApiClient api, ImageProcessor images) {
        return new MissingProcessor(step, walks.pass(Partitions.keyOf(step)), api, images);
    }

    @Bean
    @StepScope
    ItemWriter<Verdict> missingWriter(
            @Value(SyncJob.STEP) StepExecution step,
            Walks walks,
            Sweep sweep,
            ChunkRetry attempts,
            PendingChanges pendingChanges) {
        return new MissingWriter(walks.pass(Partitions.keyOf(step)), sweep, attempts, pendingChanges);
    }
}
