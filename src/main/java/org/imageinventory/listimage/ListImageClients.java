package org.imageinventory.listimage;

import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The clients: one per account and endpoint region. Each account has one rate limit and one credentials provider.
 * Nothing is contacted before the first request. Safe for use by several threads.
 */
public final class ListImageClients implements AutoCloseable {

    private final ApiSettings settings;
    private final double rateLimit;
    private final Map<String, String> endpoints;
    private final Clock clock;
    private final Ticker ticker;
    private final Backoff backoff;
    private final Map<String, String> environment;
    private final ObservationRegistry observations;
    private final Map<Account, AccountAccess> accounts = new ConcurrentHashMap<>();
    private final Map<Target, ListImageClient> clients = new ConcurrentHashMap<>();

    /**
     * Makes no client yet.
     *
     * @param rateLimit requests per second and account, more than 0
     * @param endpoints base URLs by region, instead of the known ones
     * @param clock gives the time of each page
     * @param observations takes each request as an observation
     */
    public ListImageClients(
            ApiSettings settings,
            double rateLimit,
            Map<String, String> endpoints,
            Clock clock,
            ObservationRegistry observations) {
        this(
                settings,
                rateLimit,
                endpoints,
                clock,
                Ticker.SYSTEM,
                () -> ThreadLocalRandom.current().nextDouble(),
                System.getenv(),
                observations);
    }

    ListImageClients(
            ApiSettings settings,
            double rateLimit,
            Map<String, String> endpoints,
            Clock clock,
            Ticker ticker,
            DoubleSupplier random,
            Map<String, String> environment,
            ObservationRegistry observations) {
        this.settings = settings;
        this.rateLimit = rateLimit;
        this.endpoints = Map.copyOf(endpoints);
        this.clock = clock;
        this.ticker = ticker;
        this.backoff = new Backoff(random);
        this.environment = environment;
        this.observations = observations;
    }

    /**
     * Returns the client for an account and endpoint region, always the same one.
     *
     * @throws IllegalArgumentException if the region has no endpoint, see {@link Endpoint#resolve}
     */
    public ListImageClient of(Account account, String region) {
        return clients.computeIfAbsent(new Target(account, region), this::client);
    }

    /**
     * Returns the source of an account's credentials. Blocks, and may call a credentials service.
     *
     * @throws ListImageException if the account has none; the message lists what was tried
     */
    public CredentialsCheck checkCredentials(Account account) {
        return CredentialsCheck.of(access(account).credentials().getCredentials());
    }

    /** Cancels the requests in progress, and stops refreshing credentials in the background. */
    @Override
    public void close() {
        clients.values().forEach(ListImageClient::close);
        accounts.values().forEach(access -> access.credentials().close());
    }

    private ListImageClient client(Target target) {
        var endpoint = Endpoint.resolve(target.region(), endpoints);
        var access = access(target.account());
        return new ListImageClient(
                target.account().name() + "/" + target.region(),
                access.credentials(),
                access.limiter(),
                new Transport(endpoint, access.credentials(), settings, clock),
                new ResponseParser(clock),
                new RequestCounter(),
                new RequestObserver(observations, target.account().name(), target.region()),
                () -> new RetryBudget(settings.retryBudget(), backoff, ticker));
    }

    private AccountAccess access(Account account) {
        return accounts.computeIfAbsent(
                account,
                key -> new AccountAccess(new AccountCredentials(key, environment), new RateLimiter(rateLimit, ticker)));
    }

    /** The objects that all clients of an account share. */
    private record AccountAccess(AccountCredentials credentials, RateLimiter limiter) {}

    private record Target(Account account, String region) {}
}
