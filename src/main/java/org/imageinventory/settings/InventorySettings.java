package org.imageinventory.settings;

import static org.imageinventory.settings.SettingCheck.require;
import static org.imageinventory.settings.SettingCheck.requireNames;
import static org.imageinventory.settings.SettingCheck.requirePositive;
import static org.imageinventory.settings.SettingCheck.requireRange;
import static org.imageinventory.settings.SettingCheck.requireSpelling;
import static org.imageinventory.settings.SettingCheck.requireUpToADay;
import static org.imageinventory.settings.SettingCheck.requireUpToAYear;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.imageinventory.listimage.Account;
import org.imageinventory.listimage.ApiSettings;
import org.imageinventory.listimage.Endpoint;
import org.imageinventory.listimage.ImageFilter;
import org.imageinventory.telemetry.TelemetrySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code inventory}. A value that is not allowed causes an {@link IllegalArgumentException} that names
 * the key and the allowed values.
 *
 * @param accounts whose images are listed, each name once; at least one
 * @param regions endpoint regions that requests go to; at least one
 * @param products values of {@code ProductType} that are listed; at least one
 * @param bizRegions values of {@code BizRegionIdList}, each of which is a scope; if empty, one scope covers all regions
 * @param endpoints base URLs by region, instead of the known ones; http is allowed only for loopback addresses
 * @param filter further request parameters, the same for each scope
 * @param pageSize images per request, 1 to 100
 * @param chunkSize images per transaction, 1 to 10,000
 * @param concurrency scopes walked at a time, 1 to 64
 * @param rateLimit requests per second and account, more than 0, at most 1,000,000
 * @param timestampZone time zone of {@code GmtCreate} and {@code GmtModified}, which have none
 * @param massDeleteGuard how many images a scope may lose before its sweep is refused
 * @param migrate whether {@code sync} migrates the schema
 * @param expectedInterval age from which a scope is late, 1 second to 366 days; null if it is learned
 * @param resumeWithin age up to which an unfinished run is resumed; more than 0
 * @param volatileFields API paths that are kept current but have no history; may be empty
 * @param api how the API is called
 * @param database timeouts of the database
 * @param telemetry receivers of metrics and traces
 */
public record InventorySettings(
        @DefaultValue("main") List<Account> accounts,
        @DefaultValue({"cn-shanghai", "ap-southeast-1"}) List<String> regions,
        @DefaultValue({"CloudApp", "CloudDesktop", "WuyingServer"}) List<String> products,
        @DefaultValue List<String> bizRegions,
        @DefaultValue Map<String, String> endpoints,
        @DefaultValue ImageFilter filter,
        @DefaultValue("100") int pageSize,
        @DefaultValue("500") int chunkSize,
        @DefaultValue("4") int concurrency,
        @DefaultValue("5") double rateLimit,
        @DefaultValue("Asia/Shanghai") ZoneId timestampZone,
        @DefaultValue MassDeleteGuard massDeleteGuard,
        @DefaultValue("auto") Migrate migrate,
        @Nullable Duration expectedInterval,
        @DefaultValue("6h") Duration resumeWithin,
        @DefaultValue("ImageRegionDistributeList.Progress") List<String> volatileFields,
        @DefaultValue ApiSettings api,
        @DefaultValue Database database,
        @DefaultValue TelemetrySettings telemetry) {

    /** The products that the API has today. */
    public static final List<String> KNOWN_PRODUCTS = List.of("CloudApp", "CloudDesktop", "WuyingServer");

    /** The prefix of all keys. */
    public static final String PREFIX = "inventory";

    public InventorySettings {
        accounts = List.copyOf(accounts);
        regions = List.copyOf(regions);
        products = List.copyOf(products);
        bizRegions = List.copyOf(bizRegions);
        endpoints = Map.copyOf(endpoints);
        volatileFields = List.copyOf(volatileFields);

        requireNames("inventory.accounts", accounts.stream().map(Account::name).toList());
        requireNames("inventory.regions", regions);
        requireNames("inventory.products", products);
        requireSpelling("inventory.products", products, KNOWN_PRODUCTS);
        if (!bizRegions.isEmpty()) {
            requireNames("inventory.biz-regions", bizRegions);
        }
        if (!volatileFields.isEmpty()) {
            requireNames("inventory.volatile-fields", volatileFields);
        }
        checkEndpoints(regions, endpoints);
        checkFilter(filter, products, bizRegions);
        requireRange("inventory.page-size", pageSize, 1, 100);
        requireRange("inventory.chunk-size", chunkSize, 1, 10_000);
        requireRange("inventory.concurrency", concurrency, 1, 64);
        require(
                rateLimit > 0 && rateLimit <= 1_000_000,
                "inventory.rate-limit must be a number of requests per second greater than 0, at most 1000000, not "
                        + rateLimit);
        if (expectedInterval != null) {
            requireUpToAYear("inventory.expected-interval", expectedInterval);
        }
        requirePositive("inventory.resume-within", resumeWithin);
    }

    /** An override is checked even if its region is not configured, because it is a mistake all the same. */
    private static void checkEndpoints(List<String> regions, Map<String, String> endpoints) {
        endpoints.keySet().forEach(region -> Endpoint.resolve(region, endpoints));
        regions.forEach(region -> Endpoint.resolve(region, endpoints));
    }

    private static void checkFilter(ImageFilter filter, List<String> products, List<String> bizRegions) {
        var product = filter.productType();
        require(
                product == null || products.stream().allMatch(product::equals),
                "inventory.filter.product-type is '" + product + "', but inventory.products is " + products
                        + ": each product is walked by itself, so leave the filter out and set inventory.products to ["
                        + product + "]");
        require(
                bizRegions.isEmpty() || filter.bizRegionIdList().isEmpty(),
                "inventory.filter.biz-region-id-list is only allowed while inventory.biz-regions is empty: "
                        + "a walk for each of inventory.biz-regions asks for that region alone");
    }

    /** Whether {@code sync} migrates the schema. */
    public enum Migrate {
        AUTO,
        /** For a role that may not change the schema. An outdated schema is an error. */
        NEVER
    }

    /**
     * How many images a scope may lose in one run. The sweep is refused if the number exceeds both limits.
     *
     * @param ratio share of the scope's live images, 0 to 1
     * @param minimum number of images, 0 or more; fewer are refused only if the list is empty
     * @param empty what to do with an empty list of a scope that holds live images, however few
     */
    public record MassDeleteGuard(
            @DefaultValue("0.3") double ratio,
            @DefaultValue("10") int minimum,
            @DefaultValue("refuse") EmptyList empty) {

        public MassDeleteGuard {
            require(
                    ratio >= 0 && ratio <= 1,
                    "inventory.mass-delete-guard.ratio must be a share between 0 and 1, not " + ratio);
            require(
                    minimum >= 0,
                    "inventory.mass-delete-guard.minimum must be a number of images, 0 or more, not " + minimum);
        }
    }

    /** How the guard handles an empty list. */
    public enum EmptyList {
        /** Refuses the sweep. */
        REFUSE,
        /** Applies only ratio and minimum. */
        ALLOW
    }

    /**
     * Timeouts of the database. All are more than 0 and at most 24 hours.
     *
     * @param statementTimeout of one statement
     * @param lockTimeout of waiting for a lock that another session holds
     * @param idleInTransactionTimeout after which the server ends a session that is idle in a transaction
     * @param retryBudget how long one chunk is retried, from its first failure on
     */
    public record Database(
            @DefaultValue("5m") Duration statementTimeout,
            @DefaultValue("5s") Duration lockTimeout,
            @DefaultValue("1m") Duration idleInTransactionTimeout,
            @DefaultValue("1m") Duration retryBudget) {

        public Database {
            requireUpToADay("inventory.database.statement-timeout", statementTimeout);
            requireUpToADay("inventory.database.lock-timeout", lockTimeout);
            requireUpToADay("inventory.database.idle-in-transaction-timeout", idleInTransactionTimeout);
            requireUpToADay("inventory.database.retry-budget", retryBudget);
        }
    }
}
