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
        // Long enough for a client to lose its patience with a request that hangs.
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

    /** Where to call it, without a path. */
    public URI endpoint() {
        return URI.create("http://" + address());
    }

    /** Host and port, as Alibaba's Config.setEndpoint takes it. */
    public String address() {
        return bind + ":" + port();
    }

    public int port() {
        return connector.getLocalPort();
    }

    public String region() {
        return region;
    }

    /** Lets another key in; the first key of an account makes its inventory. */
    public void register(AccessKey key) {
        accounts.register(key);
        signatures.register(key);
    }

    /** The inventory of the first key's account. */
    public Inventory inventory() {
        return accounts.inventory(accounts.first());
    }

    public Inventory inventory(String account) {
        return accounts.inventory(account);
    }

    public Faults faults() {
        return faults;
    }

    /** Every ListImage request so far, refused ones too, in the order of their answers. */
    public List<RecordedRequest> requests() {
        return log.all();
    }

    /** Waits until this many ListImage requests have come, and says whether they have. */
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

    /** Throttles each account beyond this; zero for no limit. */
    public void rateLimit(int requestsPerSecond) {
        rateLimit.set(requestsPerSecond);
    }

    /** The largest page, 100 unless set: larger ones are cut to it and say so. */
    public void maximumPageSize(int images) {
        listImage.maximumPageSize(images);
    }

    /** Puts the server's clock ahead, or behind: its Date header and what it takes for an expired time stamp. */
    public void clockSkew(Duration ahead) {
        clock.skew(ahead);
    }
}
