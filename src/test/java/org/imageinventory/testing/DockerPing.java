package org.imageinventory.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A quick check whether Docker is available. Testcontainers needs seconds to detect that it is not, and logs an error.
 */
final class DockerPing {

    private static final int DEFAULT_TCP_PORT = 2375;
    private static final long LIMIT_SECONDS = 3;

    private DockerPing() {}

    static boolean answers() {
        return address(System.getenv("DOCKER_HOST")).map(DockerPing::answersAt).orElse(false);
    }

    /** Returns the address where Docker would listen. Returns empty if there is no such socket or setting. */
    static Optional<SocketAddress> address(@Nullable String dockerHost) {
        if (dockerHost == null || dockerHost.isBlank()) {
            return usualSockets().filter(Files::exists).findFirst().map(UnixDomainSocketAddress::of);
        }
        var host = URI.create(dockerHost);
        if ("unix".equals(host.getScheme())) {
            return Optional.of(UnixDomainSocketAddress.of(host.getPath()));
        }
        if ("tcp".equals(host.getScheme()) || "http".equals(host.getScheme())) {
            return Optional.of(
                    new InetSocketAddress(host.getHost(), host.getPort() < 0 ? DEFAULT_TCP_PORT : host.getPort()));
        }
        return Optional.empty();
    }

    private static Stream<Path> usualSockets() {
        var runtime = System.getenv("XDG_RUNTIME_DIR");
        var home = Path.of(System.getProperty("user.home"));
        return Stream.concat(
                Stream.of(Path.of("/var/run/docker.sock"), home.resolve(".docker/run/docker.sock")),
                runtime == null ? Stream.empty() : Stream.of(Path.of(runtime, "docker.sock")));
    }

    static boolean answersAt(SocketAddress address) {
        var ping = new FutureTask<>(() -> ping(address));
        var thread = new Thread(ping, "docker-ping");
        thread.setDaemon(true);
        thread.start();
        try {
            return ping.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return false; // no process listens there, or it is not Docker
        } catch (TimeoutException e) {
            ping.cancel(true); // closes the channel
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ping(SocketAddress address) throws IOException {
        try (var channel = SocketChannel.open(address)) {
            channel.write(UTF_8.encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"));
            var answer = ByteBuffer.allocate(64);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                // until the first line is complete, or the other side has closed
            }
            // A TLS port sends something else. Then Testcontainers must handle DOCKER_TLS_VERIFY.
            return UTF_8.decode(answer.flip()).toString().matches("(?s)HTTP/1\\.[01] 200\\b.*");
        }
    }
}
