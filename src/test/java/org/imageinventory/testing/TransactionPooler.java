package org.imageinventory.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/**
 * A connection pooler in transaction mode, like PgBouncer. A client has a server connection only during a transaction.
 * The connection that was returned last is used first.
 */
public final class TransactionPooler implements AutoCloseable {

    private final ServerSocket door;
    private final URI server;
    private final String database;
    private final BlockingDeque<WireLink> idle = new LinkedBlockingDeque<>();
    private final BlockingDeque<WireLink> all = new LinkedBlockingDeque<>();

    private TransactionPooler(PostgresDatabase database) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        this.database = server.getPath();
    }

    public static TransactionPooler before(PostgresDatabase database) throws IOException {
        var pooler = new TransactionPooler(database);
        WireThread.start("pooler", pooler::acceptAll);
        return pooler;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + database;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var link : all) {
            link.close();
        }
    }

    private void acceptAll() throws IOException {
        while (true) {
            var client = new WireLink(door.accept());
            all.add(client);
            WireThread.start("pooler", () -> serve(client));
        }
    }

    private void serve(WireLink client) throws IOException {
        letIn(client);
        for (@Nullable WireMessage message = client.read();
                message != null && message.type() != WireMessage.TERMINATE;
                message = client.read()) {
            var link = take();
            serveTransaction(client, link, message);
            idle.addFirst(link);
        }
        client.close();
    }

    /** Lets the client log in on a new server connection, which is idle afterwards. */
    private void letIn(WireLink client) throws IOException {
        var start = client.readStart();
        var link = WireLink.to(server);
        all.add(link);
        link.writeStart(start);
        while (true) {
            var answer = link.readOrFail();
            if (answer.type() == WireMessage.BACKEND_KEY) {
                ByteBuffer.wrap(answer.body()).putInt(4, 0); // a pooled client has no backend of its own
            }
            client.write(answer);
            if (answer.type() == WireMessage.READY) {
                idle.addLast(link);
                return;
            }
            // The message requests a password. 0 means that no further authentication is needed.
            if (answer.type() == WireMessage.AUTHENTICATION
                    && WireMessage.number(answer.body()) != 0
                    && WireMessage.number(answer.body()) != 12) {
                link.write(client.readOrFail());
            }
        }
    }

    private static void serveTransaction(WireLink client, WireLink link, WireMessage first) throws IOException {
        var message = first;
        while (true) {
            link.write(message);
            // A batch of the extended protocol ends with Sync. A batch of the simple protocol is one message.
            if (message.type() == WireMessage.SYNC || message.type() == WireMessage.QUERY) {
                var answer = link.readOrFail();
                client.write(answer);
                while (answer.type() != WireMessage.READY) {
                    answer = link.readOrFail();
                    client.write(answer);
                }
                if (answer.isIdle()) {
                    return;
                }
            }
            message = client.readOrFail();
        }
    }

    private WireLink take() {
        try {
            return idle.takeFirst();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
