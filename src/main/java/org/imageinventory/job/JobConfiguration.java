package org.imageinventory.job;

import java.time.Clock;
import java.util.Set;
import org.imageinventory.image.Normalizer;
import org.imageinventory.image.Sameness;
import org.imageinventory.inventory.ChunkAttempts;
import org.imageinventory.inventory.SessionLimits;
import org.imageinventory.listimage.ClientSettings;
import org.imageinventory.listimage.ListImageClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes of the settings what knows nothing of them. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    Normalizer normalizer(InventorySettings settings) {
        return new Normalizer(settings.timestampZone());
    }

    @Bean
    Sameness sameness(InventorySettings settings) {
        return new Sameness(Set.copyOf(settings.volatileFields()), settings.timestampZone());
    }

    @Bean
    SessionLimits sessionLimits(InventorySettings settings) {
        var database = settings.database();
        return new SessionLimits(
                database.statementTimeout(), database.lockTimeout(), database.idleInTransactionTimeout());
    }

    /** What is told to stop does not try for long. */
    @Bean
    ChunkAttempts chunkAttempts(
            PlatformTransactionManager transactions, InventorySettings settings, GracefulStop stop) {
        return new ChunkAttempts(transactions, settings.database().retryBudget(), stop::isAsked);
    }

    @Bean
    ListImageClients listImageClients(InventorySettings settings, Clock clock) {
        var api = settings.api();
        return new ListImageClients(
                new ClientSettings(
                        settings.rateLimit(),
                        api.retryBudget(),
                        api.connectTimeout(),
                        api.readTimeout(),
                        ClientSettings.BACKOFF_BASE,
                        ClientSettings.BACKOFF_CAP,
                        settings.endpoints()),
                clock);
    }
}
