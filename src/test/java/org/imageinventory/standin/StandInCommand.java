package org.imageinventory.standin;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that starts only the stand-in, for a sync or another client that runs elsewhere. */
@Command(
        name = "stand-in",
        description = "Simulates the ListImage API of Alibaba Cloud with generated images, until interrupted.",
        showDefaultValues = true,
        sortOptions = false)
public final class StandInCommand implements Callable<Integer> {

    private static final String KNOWN_SECRET = "test-secret";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this text")
    @SuppressWarnings("UnusedVariable") // picocli uses it, this class does not
    private boolean helpWanted;

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on; 0 selects a free port")
    private int port = 8080;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "address to listen on")
    private String bind = "127.0.0.1";

    @Option(names = "--region", paramLabel = "ID", description = "endpoint region that it represents")
    private String region = "cn-shanghai";

    @Option(names = "--images", paramLabel = "N", description = "number of images; even a million need no memory")
    private int images = 3000;

    @Option(names = "--seed", paramLabel = "N", description = "the same seed gives the same images and random faults")
    private long seed = 1;

    @Option(names = "--access-key-id", paramLabel = "ID", description = "the key that may call")
    private String accessKeyId = "test-id";

    @Option(names = "--access-key-secret", paramLabel = "SECRET", description = "its secret")
    private String accessKeySecret = KNOWN_SECRET;

    @Option(names = "--security-token", paramLabel = "TOKEN", description = "the STS token that calls must carry")
    private @Nullable String securityToken;

    @Option(names = "--latency", paramLabel = "TIME", description = "time until each response, for example 20ms")
    private Duration latency = Duration.ZERO;

    @Option(names = "--jitter", paramLabel = "TIME", description = "maximum additional random time")
    private Duration jitter = Duration.ZERO;

    @Option(names = "--rate-limit", paramLabel = "N", description = "requests per second and account; 0 for no limit")
    private int rateLimit;

    @Option(names = "--page-size-cap", paramLabel = "N", description = "the largest page")
    private int pageSizeCap = ListImage.MAXIMUM_PAGE_SIZE;

    @Option(
            names = "--fault",
            paramLabel = "NAME[=ARGUMENT][:SHARE]",
            description =
                    "fault in a share of requests, such as throttle=200ms:0.1; repeatable. Faults: ${COMPLETION-CANDIDATES}",
            completionCandidates = FaultNames.class)
    private List<FaultOption> faults = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    private StandInCommand() {}

    /** The names that {@code --fault} accepts, for the help text. */
    static final class FaultNames extends ArrayList<String> {
        FaultNames() {
            for (FaultKind kind : FaultKind.values()) {
                add(kind.label());
            }
        }
    }

    /** Serves until the thread is interrupted or the process ends. Returns an exit code. */
    public static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new StandInCommand())
                .registerConverter(Duration.class, DurationStyle::detectAndParse)
                .registerConverter(FaultOption.class, FaultOption::parse);
    }

    @Override
    public Integer call() {
        var key = AccessKey.of(accessKeyId, accessKeySecret);
        var builder = StandIn.builder()
                .bind(bind)
                .port(port)
                .region(region)
                .images(images)
                .seed(seed);
        builder.accessKey(securityToken == null ? key : key.withSecurityToken(securityToken));
        try (var api = builder.build()) {
            api.latency(latency, jitter);
            api.rateLimit(rateLimit);
            api.maximumPageSize(pageSizeCap);
            for (int index = 0; index < faults.size(); index++) {
                // With the same seed, faults would affect the same requests.
                api.faults().add(faults.get(index).rule(seed + index));
            }
            api.start();
            if (spec != null) {
                announce(api, spec.commandLine().getOut());
            }
            new CountDownLatch(1).await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private void announce(StandIn api, PrintWriter out) {
        String secret = accessKeySecret.equals(KNOWN_SECRET) ? KNOWN_SECRET : "(as given)";
        out.printf("ListImage of %s, %d images, seed %d: %s%n%n", region, images, seed, api.endpoint());
        out.printf("Settings for a client:%n");
        out.printf("  ALIBABA_CLOUD_ACCESS_KEY_ID=%s ALIBABA_CLOUD_ACCESS_KEY_SECRET=%s%n", accessKeyId, secret);
        out.printf("  inventory.endpoints.%s=%s%n%n", region, api.endpoint());
        out.printf("To change it while it runs, call %s from this machine:%n", api.endpoint());
        Control.urls().forEach(url -> out.printf("  %s%n", url));
        out.flush();
    }
}
