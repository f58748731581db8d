package org.imageinventory.listimage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A loopback server that sends the responses of the test in order, and repeats the last one. */
final class ScriptedApi implements AutoCloseable {

    static final String SECRET = "t0pSecretAccessKeySecretOfTheTest";
    static final String KEY_ID = "LTAI5tTestKeyIdOfTheTestXY";
    static final String REGION = "cn-shanghai";

    private static final String LATIN1 = "application/json;charset=iso-8859-1";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Reply> script = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstAsked = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);

    ScriptedApi(Reply... replies) throws IOException {
        script.addAll(Arrays.asList(replies));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        useKeys();
    }

    /** Sets credentials that the default chain finds. */
    static void useKeys() {
        System.setProperty("alibabacloud.accessKeyId", KEY_ID);
        System.setProperty("alibabacloud.accessKeySecret", SECRET);
    }

    /** Returns a page of these elements. */
    static Reply page(int number, int size, long count, String... elements) {
        return json(
                200,
                "{\"RequestId\":\"req-%d\",\"Success\":true,\"Code\":\"200\",\"PageNumber\":%d,\"PageSize\":%d,\"Count\":%d,\"Data\":[%s]}"
                        .formatted(number, number, size, count, String.join(",", elements)));
    }

    static Reply error(int status, String code, String message) {
        return json(
                status,
                "{\"RequestId\":\"req-e\",\"HostId\":\"h\",\"Code\":\"%s\",\"Message\":\"%s\"}"
                        .formatted(code, message));
    }

    static Reply json(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json;charset=utf-8"), body, Ending.WHOLE);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Asked> asked() {
        return asked;
    }

    /** Returns as soon as a request has arrived. */
    void awaitAsked() throws InterruptedException {
        firstAsked.await();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        System.clearProperty("alibabacloud.accessKeyId");
        System.clearProperty("alibabacloud.accessKeySecret");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var query = exchange.getRequestURI().getRawQuery();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                decoded(query == null ? "" : query),
                decoded(body),
                Map.copyOf(exchange.getRequestHeaders())));
        firstAsked.countDown();
        var reply = next();
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        try (exchange) {
            send(exchange, reply);
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.body().getBytes(reply.charset());
        switch (reply.ending()) {
            case LOST -> {} // closes the connection without a response
            case HANGS -> awaitClosing();
            case CUT -> {
                exchange.sendResponseHeaders(reply.status(), bytes.length + 100L);
                exchange.getResponseBody().write(bytes);
                exchange.getResponseBody().flush(); // sends these bytes before the connection is closed
            }
            case WHOLE -> {
                exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Reply next() {
        return script.size() > 1 ? script.remove() : script.element();
    }

    private static Map<String, String> decoded(String form) {
        var parameters = new TreeMap<String, String>();
        for (var pair : form.split("&", -1)) {
            var at = pair.indexOf('=');
            if (at > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    enum Ending {
        WHOLE,
        /** The response has fewer bytes than announced. */
        CUT,
        /** The connection is closed without a response. */
        LOST,
        /** The connection stays open without a response. */
        HANGS
    }

    record Reply(int status, Map<String, String> headers, String body, Ending ending) {

        Reply with(String name, String value) {
            var more = new TreeMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body, ending);
        }

        /** Returns the same response in bytes that are not UTF-8. */
        Reply inLatin1() {
            return with("Content-Type", LATIN1);
        }

        private Charset charset() {
            return LATIN1.equals(headers.get("Content-Type")) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        }

        Reply ending(Ending other) {
            return new Reply(status, headers, body, other);
        }
    }

    record Asked(
            String method, Map<String, String> query, Map<String, String> form, Map<String, List<String>> headers) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }
}
