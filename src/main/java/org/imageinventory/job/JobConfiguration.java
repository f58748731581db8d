package org.imageinventory.job;

import java.time.Clock;
import java.util.Set;
import org.imageinventory.image.Normalizer;
import org.imageinventory.image.Sameness;
import org.imageinventory.listimage.ClientSettings;
import org.imageinventory.listimage.ListImageClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
