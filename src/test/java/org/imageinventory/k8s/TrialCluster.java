package org.imageinventory.k8s;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;

/**
 * What a cluster provides to the containers of the manifests, with the database and the API of a test instead of the
 * real ones.
 */
final class TrialCluster {

    private static final Map<String, String> ACCESS_KEY = Map.of(
            "image-inventory-access-key/id", "test-id",
            "image-inventory-access-key/secret", "test-secret");

    private final PostgresDatabase database;
    private final StandIn api;

    TrialCluster(PostgresDatabase database, StandIn api) {
        this.database = database;
        this.api = api;
    }

    /** Returns the environment of a workload's container, with the additions of an overlay's patch. */
    Map<String, String> environment(Workload workload, Workload... patches) {
        var environment = new LinkedHashMap<>(workload.environment(secrets()));
        for (var patch : patches) {
            environment.putAll(patch.environment(secrets()));
        }
        // config.yaml contains addresses that exist only in a cluster.
        environment.put("SPRING_DATASOURCE_URL", database.jdbcUrl());
        environment.put("INVENTORY_ENDPOINTS_CN_SHANGHAI", api.endpoint().toString());
        environment.put("INVENTORY_RATELIMIT", "100000");
        return environment;
    }

    private Map<String, String> secrets() {
        var secrets = new LinkedHashMap<>(ACCESS_KEY);
        for (var role : new String[] {"owner", "writer", "reader"}) {
            secrets.put("image-inventory-" + role + "/username", database.username());
            secrets.put("image-inventory-" + role + "/password", database.password());
        }
        return secrets;
    }
}
