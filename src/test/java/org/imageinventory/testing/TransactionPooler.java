package org.imageinventory.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/**
 * A connection pooler in transaction mode, as PgBouncer is one: a client keeps a server connection only for the length of a
 * transaction, and the one that was given back last is given out first.
 */
public final class TransactionPooler implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final ServerSocket door;
    private final URI server;
    private final String database;
    private final BlockingDeque<Link> idle = new LinkedBlockingDeque<>();
    private final BlockingDeque<Link> all = new LinkedBlockingDeque<>();

    private TransactionPooler(PostgresDatabase database) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        this.database = server.getPath();
    }

    public static TransactionPooler before(PostgresDatabase database) throws IOException {
        var pooler = new TransactionPooler(database);
        start(pooler::acceptAll);
        return pooler;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + database;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var link : all) {
            link.socket.close();
        }
    }

    private void acceptAll() throws IOException {
        while (true) {
            var client = new Link(door.accept());
            start(() -> serve(client));
        }
    }

    private void serve(Link client) throws IOException {
        letIn(client);
        for (@Nullable Message message = client.read();
                message != null && message.type != 'X';
                message = client.read()) {
            var link = take();
            serveTransaction(client, link, message);
            idle.addFirst(link);
        }
        client.socket.close();
    }

    /** The client proves who it is on a server connection that is a spare one from then on. */
    private void letIn(Link client) throws IOException {
        var start = client.readStart();
        while (word(start) == SSL_REQUEST || word(start) == GSS_REQUEST) {
            client.out.write('N');
            start = client.readStart();
        }
        var link = new Link(new Socket(server.getHost(), server.getPort()));
        link.out.write(start);
        while (true) {
            var answer = link.readOrFail();
            if (answer.type == 'K') {
                ByteBuffer.wrap(answer.body).putInt(4, 0); // the client learns of no backend, since it has none
            }
            client.write(answer);
            if (answer.type == 'Z') {
                idle.addLast(link);
                return;
            }
            // Requests for a password; 0 says that there is no more to prove.
            if (answer.type == 'R' && word(answer.body) != 0 && word(answer.body) != 12) {
                link.write(client.readOrFail());
            }
        }
    }

    private static void serveTransaction(Link client, Link link, Message first) throws IOException {
        var message = first;
        while (true) {
            link.write(message);
            // A batch of the extended protocol ends with Sync, one of the simple protocol is one message.
            if (message.type == 'S' || message.type == 'Q') {
                var answer = link.readOrFail();
                client.write(answer);
                while (answer.type != 'Z') {
                    answer = link.readOrFail();
                    client.write(answer);
                }
                if (answer.body[4] == 'I') {
                    return;
                }
            }
            message = client.readOrFail();
        }
    }

    private Link take() {
        try {
            return idle.takeFirst();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Either side may hang up at any time.
                    }
                },
                "pooler");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }

    /** The body has its length in front. */
    private static final class Message {

        private final int type;
        private final byte[] body;

        Message(int type, byte[] body) {
            this.type = type;
            this.body = body;
        }
    }

    /** The first behind the length. */
    private static int word(byte[] body) {
        return ByteBuffer.wrap(body).getInt(4);
    }

    private final class Link {

        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;

        Link(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new DataInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
            all.add(this);
        }

        byte[] readStart() throws IOException {
            var length = in.readInt();
            var body = ByteBuffer.allocate(length).putInt(length).array();
            in.readFully(body, 4, length - 4);
            return body;
        }

        @Nullable
        Message read() throws IOException {
            var type = in.read();
            return type < 0 ? null : new Message(type, readStart());
        }

        Message readOrFail() throws IOException {
            var message = read();
            if (message == null) {
                throw new IOException("the connection ended within a transaction");
            }
            return message;
        }

        void write(Message message) throws IOException {
            out.write(message.type);
            out.write(message.body);
        }
    }
}
