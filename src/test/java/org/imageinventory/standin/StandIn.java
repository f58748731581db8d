package org.imageinventory.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The API of one endpoint region, on a port of this machine, as Alibaba Cloud's SDKs can call it.
 *
 * <pre>{@code
 * try (var api = StandIn.builder().images(1000).seed(42).accessKey("test-id", "test-secret").build().start()) {
 *     api.faults().next(3, Fault.throttled(Duration.ofMillis(200)));
 *     api.inventory().patch(id, Map.of("Status", "INIT"));
 *     … call api.endpoint() …
 *     assertThat(api.requests()).hasSize(13);
 * }
 * }</pre>
 */
public final class StandIn implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;
    private final String bind;
    private final String region;
    private final Accounts accounts;
    private final SignatureCheck signatures;
    private final SkewedClock clock;
    private final RequestLog log = new RequestLog();
    private final ListImage listImage = new ListImage();
    private final ParkedExchanges parked = new ParkedExchanges();
    private final Faults faults = new Faults(parked);
    private final RateLimit rateLimit;
    private volatile Latency latency = Latency.of(Duration.ZERO, Duration.ZERO);

    StandIn(StandInBuilder builder, Accounts accounts) {
        this.bind = builder.bind;
        this.region = builder.region;
        this.accounts = accounts;
        this.clock = new SkewedClock(builder.clock);
        this.signatures = new SignatureCheck(clock);
        this.rateLimit = new RateLimit(builder.clock);
        var threads = new QueuedThreadPool(64, 4);
        threads.setName("stand-in-" + region);
        threads.setDaemon(true);
        this.server = new Server(threads);
        this.connector = connector(builder.port);
        var api = new AppStreaming(signatures, accounts, faults, rateLimit, log, listImage, region, clock);
        server.addConnector(connector);
        server.setHandler(new ApiHandler(api, new Control(this), parked, () -> latency, clock));
        builder.keys.forEach(this::register);
    }

    public static StandInBuilder builder() {
        return new StandInBuilder();
    }

    private ServerConnector connector(int port) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setOutputBufferSize(64 * 1024);
        var made = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        made.setHost(bind);
        made.setPort(port);
        // Longer than the timeout of a client whose request hangs.
        made.setIdleTimeout(Duration.ofMinutes(10).toMillis());
        return made;
    }

    public StandIn start() {
        try {
            server.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + bind + ":" + connector.getPort(), e);
        } catch (Exception e) {
            throw new IllegalStateException("The stand-in does not start", e);
        }
    }

    @Override
    public void close() {
        try {
            server.setStopTimeout(0);
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The stand-in does not stop", e);
        }
    }

    /** Returns the URL to call, without a path. */
    public URI endpoint() {
        return URI.create("http://" + address());
    }

    /** Returns host and port in the form that Alibaba's Config.setEndpoint accepts. */
    public String address() {
        return bind + ":" + port();
    }

    public int port() {
        return connector.getLocalPort();
    }

    public String region() {
        return region;
    }

    /** Registers another key. The first key of an account creates the account's inventory. */
    public void register(AccessKey key) {
        accounts.register(key);
        signatures.register(key);
    }

    /** Returns the inventory of the first key's account. */
    public Inventory inventory() {
        return accounts.inventory(accounts.first());
    }

    public Inventory inventory(String account) {
        return accounts.inventory(account);
    }

    public Faults faults() {
        return faults;
    }

    /** Returns all ListImage requests so far, including refused ones, in the order of their responses. */
    public List<RecordedRequest> requests() {
        return log.all();
    }

    /** Waits until this many ListImage requests have arrived. Returns whether they have. */
    public boolean awaitRequests(int number, Duration patience) throws InterruptedException {
        return log.await(number, patience);
    }

    public void forgetRequests() {
        log.clear();
    }

    public void latency(Duration fixed) {
        latency(fixed, Duration.ZERO);
    }

    public void latency(Duration fixed, Duration jitter) {
        latency = Latency.of(fixed, jitter);
    }

    /** Throttles each account above this rate. Zero means no limit. */
    public void rateLimit(int requestsPerSecond) {
        rateLimit.set(requestsPerSecond);
    }

    /**
     * Sets the largest page size (100 by default). A larger size is reduced to it, and the response contains the
     * reduced size.
     */
    public void maximumPageSize(int images) {
        listImage.maximumPageSize(images);
    }

    /** Sets the server's clock ahead, or back. This changes its Date header and its check for expired time stamps. */
    public void clockSkew(Duration ahead) {
        clock.skew(ahead);
    }
}
