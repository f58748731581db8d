package org.imageinventory.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The connection to one side, read message by message. */
final class WireLink implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    WireLink(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static WireLink to(URI server) throws IOException {
        return new WireLink(new Socket(server.getHost(), server.getPort()));
    }

    /** Reads a client's first message, which has no type, and declines encryption. */
    byte[] readStart() throws IOException {
        var start = readBody();
        while (WireMessage.number(start) == SSL_REQUEST || WireMessage.number(start) == GSS_REQUEST) {
            out.write('N');
            start = readBody();
        }
        return start;
    }

    private byte[] readBody() throws IOException {
        var length = in.readInt();
        var body = ByteBuffer.allocate(length).putInt(length).array();
        in.readFully(body, Integer.BYTES, length - Integer.BYTES);
        return body;
    }

    /** Returns the next message; null if the other side has closed the connection. */
    @Nullable
    WireMessage read() throws IOException {
        var type = in.read();
        return type < 0 ? null : new WireMessage(type, readBody());
    }

    WireMessage readOrFail() throws IOException {
        var message = read();
        if (message == null) {
            throw new IOException("the connection ended within a transaction");
        }
        return message;
    }

    void writeStart(byte[] start) throws IOException {
        out.write(start);
    }

    void write(WireMessage message) throws IOException {
        var body = message.body();
        out.write(ByteBuffer.allocate(1 + body.length)
                .put((byte) message.type())
                .put(body)
                .array());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
