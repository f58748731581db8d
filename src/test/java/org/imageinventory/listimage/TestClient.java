package org.imageinventory.listimage;

import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A client of a {@link ScriptedApi} with virtual time. Its random waits have their maximum length. */
final class TestClient implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    static final Account ACCOUNT = new Account("main", null, null);

    final VirtualTicker ticker = new VirtualTicker();
    final ScriptedApi api;
    final ListImageClients clients;
    final ListImageClient client;

    TestClient(ScriptedApi.Reply... replies) throws IOException {
        this(Duration.ofMinutes(5), Duration.ofSeconds(10), replies);
    }

    TestClient(Duration retryBudget, Duration readTimeout, ScriptedApi.Reply... replies) throws IOException {
        api = new ScriptedApi(replies);
        clients = new ListImageClients(
                new ApiSettings(retryBudget, Duration.ofSeconds(5), readTimeout, 0),
                1_000,
                Map.of(ScriptedApi.REGION, api.url()),
                Clock.fixed(NOW, ZoneOffset.UTC),
                ticker,
                () -> Math.nextDown(1.0),
                Map.of(),
                ObservationRegistry.NOOP);
        client = clients.of(ACCOUNT, ScriptedApi.REGION);
    }

    ListImagePage list() {
        return client.list(request());
    }

    static ListImageRequest request() {
        return new ListImageRequest(ImageFilter.none(), "CloudApp", null, null, 1, 100);
    }

    /** Returns the waits between tries in milliseconds, without the waits for the rate limit. */
    List<Long> waits() {
        return ticker.sleeps().stream()
                .filter(wait -> wait.toMillis() > 1)
                .map(wait -> Math.round(wait.toNanos() / 1e6))
                .toList();
    }

    @Override
    public void close() {
        clients.close();
        api.close();
    }
}
