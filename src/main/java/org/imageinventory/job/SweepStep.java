package org.imageinventory.job;

import org.imageinventory.image.Normalizer;
import org.imageinventory.inventory.MissingImage;
import org.imageinventory.inventory.MissingImage.LookupResult;
import org.imageinventory.inventory.Sweep;
import org.imageinventory.inventory.database.ChunkRetry;
import org.imageinventory.inventory.run.WalkResults;
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

/** The sweep of one scope: reads its missing images, looks each up, and writes the results. */
@Configuration(proxyBeanMethods = false)
class SweepStep {

    /** Each image needs one or two requests within the account's rate limit, and a stop waits for the chunk. */
    private static final int CHUNK = 10;

    @Bean
    Step sweepScope(
            JobRepository repository,
            PlatformTransactionManager transactions,
            ItemReader<MissingImage> missingReader,
            ItemProcessor<MissingImage, LookupResult> missingProcessor,
            ItemWriter<LookupResult> missingWriter,
            SweepStepListener listener,
            RunContext context) {
        return new StepBuilder("sweep-scope", repository)
                .<MissingImage, LookupResult>chunk(CHUNK)
                .transactionManager(transactions)
                .reader(missingReader)
                .processor(missingProcessor)
                .writer(missingWriter)
                .listener(context)
                .listener(listener)
                .build();
    }

    @Bean
    @StepScope
    ItemReader<MissingImage> missingReader(@Value(Partitions.STEP_EXECUTION) StepExecution step, Sweep sweep) {
        return new MissingReader(sweep, Partitions.keyOf(step));
    }

    @Bean
    @StepScope
    ItemProcessor<MissingImage, LookupResult> missingProcessor(
            @Value(Partitions.STEP_EXECUTION) StepExecution step,
            Walks walks,
            ScopeApiClient api,
            Normalizer normalizer,
            RequestCounts requests) {
        var key = Partitions.keyOf(step);
        var counter = requests.begin(key, walks.counted(key).requests());
        return new MissingProcessor(step, walks.pass(key), api, normalizer, counter);
    }

    @Bean
    @StepScope
    ItemWriter<LookupResult> missingWriter(
            @Value(Partitions.STEP_EXECUTION) StepExecution step,
            Walks walks,
            Sweep sweep,
            ChunkRetry attempts,
            PendingChanges pendingChanges,
            WalkResults results,
            RequestCounts requests,
            ProgressBoard progress) {
        return new MissingWriter(
                walks.pass(Partitions.keyOf(step)), sweep, attempts, pendingChanges, results, requests, progress);
    }
}
