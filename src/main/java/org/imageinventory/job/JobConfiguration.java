package org.imageinventory.job;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.time.Clock;
import java.util.Set;
import org.imageinventory.image.ImageComparison;
import org.imageinventory.image.Normalizer;
import org.imageinventory.inventory.database.ChunkRetry;
import org.imageinventory.inventory.database.SessionLimits;
import org.imageinventory.listimage.ListImageClients;
import org.imageinventory.settings.InventorySettings;
import org.imageinventory.telemetry.Telemetry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.transaction.PlatformTransactionManager;

/** Beans that are made from the settings, but do not depend on them. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    Normalizer normalizer(InventorySettings settings) {
        return new Normalizer(settings.timestampZone());
    }

    @Bean
    ImageComparison sameness(InventorySettings settings) {
        return new ImageComparison(Set.copyOf(settings.volatileFields()), settings.timestampZone());
    }

    @Bean
    SessionLimits sessionLimits(InventorySettings settings) {
        var database = settings.database();
        return new SessionLimits(
                database.statementTimeout(), database.lockTimeout(), database.idleInTransactionTimeout());
    }

    /** Creates the retry of chunks, which gives up when the application shuts down. */
    @Bean
    ChunkRetry chunkAttempts(PlatformTransactionManager transactions, InventorySettings settings, GracefulStop stop) {
        return new ChunkRetry(transactions, settings.database().retryBudget(), stop::isAsked);
    }

    @Bean
    Telemetry telemetry(InventorySettings settings) {
        return new Telemetry(settings.telemetry());
    }

    @Bean
    ObservationRegistry observations(Telemetry telemetry) {
        return telemetry.observations();
    }

    /** Copies the context of log lines and spans to threads that work for another thread. */
    @Bean
    TaskDecorator inheritance(ObservationRegistry observations) {
        var carried = new ContextRegistry()
                .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor())
                .registerThreadLocalAccessor(new ObservationThreadLocalAccessor(observations));
        return new ContextPropagatingTaskDecorator(
                ContextSnapshotFactory.builder().contextRegistry(carried).build());
    }

    @Bean
    ListImageClients listImageClients(InventorySettings settings, Clock clock, ObservationRegistry observations) {
        return new ListImageClients(settings.api(), settings.rateLimit(), settings.endpoints(), clock, observations);
    }
}
