package org.imageinventory.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One TCP connection that shows what the stand-in sends, without a client's retries. */
final class RawConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    RawConnection(StandIn api) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout(10_000);
        in = socket.getInputStream();
    }

    /** A response: its status, headers by lower-case name, and body. */
    record Reply(int status, Map<String, String> headers, String body) {

        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }
    }

    Reply list(Map<String, String> parameters) throws IOException {
        return get(SignedTarget.list(parameters));
    }

    Reply get(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: stand-in\r\n\r\n");
        return receive();
    }

    Reply send(String method, String target, String body) throws IOException {
        send(method + " " + target + " HTTP/1.1\r\nHost: stand-in\r\nContent-Length: " + body.getBytes(UTF_8).length
                + "\r\n\r\n" + body);
        return receive();
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    Reply receive() throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException(body.length + " of " + length + " bytes");
        }
        return new Reply(Integer.parseInt(status[1]), headers, new String(body, UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        int character = in.read();
        while (character != '\n') {
            if (character < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            if (character != '\r') {
                line.append(new String(new byte[] {(byte) character}, ISO_8859_1));
            }
            character = in.read();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
