package org.imageinventory.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DockerPingTest {

    @TempDir
    private Path directory;

    @Test
    void findsAnEngineBehindASocketFile() throws IOException {
        assertThat(pinged(UnixDomainSocketAddress.of(directory.resolve("docker.sock")), "HTTP/1.0 200 OK\r\n\r\nOK"))
                .isTrue();
    }

    @Test
    void findsAnEngineBehindAPort() throws IOException {
        assertThat(pinged(new InetSocketAddress("localhost", 0), "HTTP/1.1 200 OK\r\nA: b\r\n\r\nOK"))
                .isTrue();
    }

    @Test
    void anythingElseThereIsNoEngine() throws IOException {
        assertThat(pinged(new InetSocketAddress("localhost", 0), "HTTP/1.1 503 Service Unavailable\r\n\r\n"))
                .isFalse();
        assertThat(pinged(new InetSocketAddress("localhost", 0), "")).isFalse();
    }

    @Test
    void aSocketThatNobodyServesIsNoEngine() {
        assertThat(DockerPing.answersAt(UnixDomainSocketAddress.of(directory.resolve("nobody.sock"))))
                .isFalse();
    }

    @Test
    void readsDockerHost() {
        assertThat(DockerPing.address("unix:///run/d.sock")).contains(UnixDomainSocketAddress.of("/run/d.sock"));
        assertThat(DockerPing.address("tcp://localhost:4243")).contains(new InetSocketAddress("localhost", 4243));
        assertThat(DockerPing.address("tcp://localhost")).contains(new InetSocketAddress("localhost", 2375));
        assertThat(DockerPing.address("ssh://me@elsewhere")).isEmpty();
    }

    private static boolean pinged(SocketAddress address, String answer) throws IOException {
        var server = address instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try (server) {
            server.bind(address);
            var served = CompletableFuture.runAsync(() -> serveOnce(server, answer));
            var answers = DockerPing.answersAt(server.getLocalAddress());
            served.join();
            return answers;
        }
    }

    private static void serveOnce(ServerSocketChannel server, String answer) {
        try (var client = server.accept()) {
            client.read(ByteBuffer.allocate(1024));
            client.write(UTF_8.encode(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
