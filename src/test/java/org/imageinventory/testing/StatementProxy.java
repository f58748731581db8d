package org.imageinventory.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.imageinventory.testing.Boundary.Side;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between a program and PostgreSQL. It lists the statements that pass, and stops at one {@link Boundary}. After
 * that, the connection of that statement passes nothing, so that the program can be killed exactly there.
 */
public final class StatementProxy implements AutoCloseable {

    private static final int LOOK_MILLIS = 5;

    private final ServerSocket door;
    private final URI server;
    private final @Nullable Boundary boundary;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final Queue<WireLink> links = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();

    /**
     * A statement that passed.
     *
     * @param connection the number of its connection, from 1 in the order of opening
     * @param before the boundary before it
     */
    public record Sent(int connection, Boundary before) {}

    private StatementProxy(PostgresDatabase database, @Nullable Boundary boundary) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        this.boundary = boundary;
    }

    /** Starts a proxy that passes everything. */
    public static StatementProxy before(PostgresDatabase database) throws IOException {
        return started(new StatementProxy(database, null));
    }

    /** Starts a proxy that stops at the boundary. */
    public static StatementProxy before(PostgresDatabase database, Boundary boundary) throws IOException {
        return started(new StatementProxy(database, boundary));
    }

    private static StatementProxy started(StatementProxy proxy) {
        WireThread.start("proxy", proxy::acceptAll);
        return proxy;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + server.getPath();
    }

    /** Returns what was sent so far, in order. */
    public List<Sent> sent() {
        synchronized (occurrences) {
            return List.copyOf(sent);
        }
    }

    /** Waits for the boundary. Returns false if the program ended before it. */
    public boolean awaitBoundary(ChildProgram program) throws InterruptedException {
        while (!reached.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (!program.isAlive()) {
                return reached.getCount() == 0;
            }
        }
        return true;
    }

    /** Passes the statement that is held. */
    public void release() {
        released.countDown();
    }

    /** Closes all connections, on both sides. */
    @Override
    public void close() throws IOException {
        door.close();
        for (var link : links) {
            link.close();
        }
        released.countDown();
    }

    private void acceptAll() throws IOException {
        for (var number = 1; ; number++) {
            var client = new WireLink(door.accept());
            var connection = number;
            links.add(client);
            WireThread.start("proxy", () -> serve(connection, client));
        }
    }

    private void serve(int connection, WireLink client) throws IOException {
        try (client;
                var backend = WireLink.to(server)) {
            links.add(backend);
            backend.writeStart(client.readStart());
            var passage = new Passage(connection, client, backend);
            WireThread.start("proxy", passage::passResults);
            passage.passStatements();
        }
    }

    /** Counts a statement and returns the boundary before it. */
    private Boundary count(int connection, String sql) {
        // The process ID in a session's name differs each time.
        var shape = sql.strip().replaceAll("\\s+", " ").replaceAll("process \\d+", "process N");
        synchronized (occurrences) {
            var found = new Boundary(shape, occurrences.merge(shape, 1, Integer::sum), Side.BEFORE);
            sent.add(new Sent(connection, found));
            return found;
        }
    }

    private boolean isAwaited(Boundary before, Side side) {
        return boundary != null
                && boundary.side() == side
                && boundary.occurrence() == before.occurrence()
                && boundary.sql().equals(before.sql());
    }

    private void hold() {
        reached.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection between the program and the server. */
    private final class Passage {

        private final int connection;
        private final WireLink client;
        private final WireLink backend;
        private final Map<String, String> prepared = new HashMap<>();
        private final Map<String, String> bound = new HashMap<>();
        private volatile boolean withheld;

        Passage(int connection, WireLink client, WireLink backend) {
            this.connection = connection;
            this.client = client;
            this.backend = backend;
        }

        void passStatements() throws IOException {
            for (@Nullable WireMessage message = client.read(); message != null; message = client.read()) {
                var sql = statement(message);
                // The driver tests a connection with an empty statement, at times that depend on the clock.
                if (sql != null && !sql.isBlank()) {
                    var before = count(connection, sql);
                    withheld |= isAwaited(before, Side.AFTER);
                    if (isAwaited(before, Side.BEFORE)) {
                        hold();
                    }
                }
                backend.write(message);
            }
        }

        /** Returns the statement that the server executes on this message; null if it executes none. */
        private @Nullable String statement(WireMessage message) {
            switch (message.type()) {
                case WireMessage.PARSE -> prepared.put(message.text(0), message.text(1));
                case WireMessage.BIND -> bound.put(message.text(0), prepared.getOrDefault(message.text(1), ""));
                case WireMessage.EXECUTE -> {
                    return bound.get(message.text(0));
                }
                case WireMessage.QUERY -> {
                    return message.text(0);
                }
                case WireMessage.COPY_DONE -> {
                    return "(end of COPY)";
                }
                default -> {
                    return null;
                }
            }
            return null;
        }

        void passResults() throws IOException {
            for (@Nullable WireMessage message = backend.read(); message != null; message = backend.read()) {
                if (withheld && message.type() == WireMessage.READY) {
                    hold();
                }
                // The program sends the rows of a COPY only after this message.
                if (!withheld || message.type() == WireMessage.COPY_IN) {
                    client.write(message);
                }
            }
            client.close();
        }
    }
}
