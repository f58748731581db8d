package org.imageinventory.settings;

import static org.imageinventory.settings.SettingCheck.require;
import static org.imageinventory.settings.SettingCheck.requireNames;
import static org.imageinventory.settings.SettingCheck.requirePositive;
import static org.imageinventory.settings.SettingCheck.requireRange;
import static org.imageinventory.settings.SettingCheck.requireSpelling;
import static org.imageinventory.settings.SettingCheck.requireUpToADay;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.imageinventory.listimage.Account;
import org.imageinventory.listimage.Endpoint;
import org.imageinventory.listimage.ImageFilter;
import org.imageinventory.telemetry.TelemetrySettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code inventory} in the configuration. It checks itself: a value that is not allowed is an {@link
 * IllegalArgumentException} that names the key and what is.
 *
 * @param accounts whose images are listed, each name once; at least one
 * @param regions endpoint regions that are asked; at least one
 * @param products values of {@code ProductType} that are walked; at least one
 * @param bizRegions a walk for each value of {@code BizRegionIdList}; empty: one walk for all regions
 * @param endpoints base URLs by region, in place of the known ones; plain http for loopback addresses only
 * @param filter further request parameters, the same for every scope
 * @param pageSize images a request asks for, 1 to 100
 * @param chunkSize images a transaction writes, 1 to 10,000
 * @param concurrency scopes walked at a time, 1 to 64
 * @param rateLimit requests a second and account, more than 0, at most 1,000,000
 * @param timestampZone zone of {@code GmtCreate} and {@code GmtModified}, which carry none
 * @param massDeleteGuard how many images a scope may lose before its sweep is refused
 * @param migrate whether {@code sync} brings the schema up to date
 * @param resumeWithin an unfinished run older than this is begun anew; more than 0
 * @param volatileFields API paths that are kept current without history of their own; may be empty
 * @param api how the API is called
 * @param database how long the database is waited for
 * @param telemetry who is told of a run in metrics and traces
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
        @DefaultValue("6h") Duration resumeWithin,
        @DefaultValue("ImageRegionDistributeList.Progress") List<String> volatileFields,
        @DefaultValue Api api,
        @DefaultValue Database database,
        @DefaultValue TelemetrySettings telemetry) {

    /** The API's products; there may be more one day. */
    public static final List<String> KNOWN_PRODUCTS = List.of("CloudApp", "CloudDesktop", "WuyingServer");

    /** Where the settings live in the configuration. */
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
        requirePositive("inventory.resume-within", resumeWithin);
    }

    /** An override counts even where its region is not asked: it is no less a mistake. */
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

    /** Whether {@code sync} brings the schema up to date. */
    public enum Migrate {
        AUTO,
        /** For a writer without rights on the schema: one that is behind is an error. */
        NEVER
    }

    /**
     * How many images a scope may lose in one run. More than both limits is refused.
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

    /** What the guard does with a list without any image. */
    public enum EmptyList {
        /** Refuses the sweep. */
        REFUSE,
        /** Applies only ratio and minimum. */
        ALLOW
    }

    /**
     * How the API is called.
     *
     * @param retryBudget how long one request is tried again before its scope fails; more than 0
     * @param connectTimeout how long a connection may take; more than 0, at most 24 hours
     * @param readTimeout how long an answer may take; more than 0, at most 24 hours
     * @param readAhead pages read before the writer asks for them, 0 to 16 a scope
     */
    public record Api(
            @DefaultValue("5m") Duration retryBudget,
            @DefaultValue("10s") Duration connectTimeout,
            @DefaultValue("60s") Duration readTimeout,
            @DefaultValue("4") int readAhead) {

        public Api {
            requirePositive("inventory.api.retry-budget", retryBudget);
            requireUpToADay("inventory.api.connect-timeout", connectTimeout);
            requireUpToADay("inventory.api.read-timeout", readTimeout);
            requireRange("inventory.api.read-ahead", readAhead, 0, 16);
        }
    }

    /**
     * How long the database is waited for. All are more than 0 and at most 24 hours.
     *
     * @param statementTimeout for one statement
     * @param lockTimeout for a lock that another session holds
     * @param idleInTransactionTimeout after which the server gives up a transaction of which it hears no more
     * @param retryBudget how long one chunk is tried again, from its first refusal on
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
