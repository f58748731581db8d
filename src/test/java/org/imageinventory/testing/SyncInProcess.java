package org.imageinventory.testing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.imageinventory.image.ReceivedElement;
import org.imageinventory.inventory.ListedImage;
import org.imageinventory.inventory.run.RunReport;
import org.imageinventory.job.Sync;
import org.imageinventory.job.SyncOptions;
import org.imageinventory.settings.SettingsReader;
import org.imageinventory.standin.StandIn;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.ComponentScan;
import tools.jackson.databind.JsonNode;

/**
 * The job without its command line. It performs many runs in one Spring context, because starting a context takes long.
 */
public final class SyncInProcess implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private SyncInProcess(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Returns the job on a database and one stand-in, which it calls with the key {@code test-id}. */
    public static SyncInProcess on(PostgresDatabase database, StandIn api, Map<String, Object> settings) {
        return on(database, api, settings, Clock.systemUTC());
    }

    /** Returns the same job with a clock of the test. */
    public static SyncInProcess on(PostgresDatabase database, StandIn api, Map<String, Object> settings, Clock clock) {
        var all = new HashMap<String, Object>();
        all.put("inventory.rate-limit", "100000");
        all.put("inventory.regions", api.region());
        all.put("inventory.endpoints[" + api.region() + "]", api.endpoint().toString());
        all.putAll(settings);
        return on(database, all, clock);
    }

    /**
     * Returns the job on a database and the API that the settings name, which it calls with the key {@code test-id}.
     */
    public static SyncInProcess on(PostgresDatabase database, Map<String, Object> settings) {
        return on(database, settings, Clock.systemUTC());
    }

    private static SyncInProcess on(PostgresDatabase database, Map<String, Object> settings, Clock clock) {
        System.setProperty("alibabacloud.accessKeyId", "test-id");
        System.setProperty("alibabacloud.accessKeySecret", "test-secret");
        var context = new SpringApplicationBuilder(Parts.class)
                .properties(Map.of(
                        "spring.datasource.url",
                        database.jdbcUrl(),
                        "spring.datasource.username",
                        database.username(),
                        "spring.datasource.password",
                        database.password()))
                .properties(settings)
                .initializers(starting -> {
                    var beans = starting.getBeanFactory();
                    beans.registerSingleton("inventorySettings", SettingsReader.read(starting.getEnvironment()));
                    beans.registerSingleton("clock", clock);
                })
                .run();
        return new SyncInProcess(context);
    }

    public RunReport sync() {
        return sync(null);
    }

    /** Ends an unfinished run. Does not list again what that run had listed. */
    public RunReport resume() {
        return resume(null);
    }

    /** Does the same for some scopes. */
    public RunReport resume(@Nullable String scopePattern) {
        return context.getBean(Sync.class)
                .run(new SyncOptions(false, true, false, false, scopePattern))
                .last();
    }

    /**
     * Runs {@code sync} for some scopes only.
     *
     * @param scopePattern value of {@code --scope}; null for all scopes
     */
    public RunReport sync(@Nullable String scopePattern) {
        return context.getBean(Sync.class)
                .run(new SyncOptions(false, false, false, false, scopePattern))
                .last();
    }

    /** Returns an element as the job passes it to its writer. */
    public static ListedImage listed(JsonNode element) {
        return listed(element, () -> element);
    }

    /** The same with another parser. */
    public static ListedImage listed(JsonNode element, Supplier<JsonNode> parser) {
        var text = StandardCharsets.UTF_8.encode(element.toString());
        var imageId = element.path("ImageId").asString();
        return new ListedImage(new ReceivedElement(text, imageId, parser), Instant.now());
    }

    /** Stops the job, as SIGTERM does, and returns when it has stopped. */
    public void stop() {
        context.getBean("gracefulStop", Lifecycle.class).stop();
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration
    @ComponentScan({"org.imageinventory.job", "org.imageinventory.inventory"})
    static class Parts {}
}
