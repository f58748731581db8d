package org.imageinventory.standin;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** The sending of a response, including all ways in which it can fail. */
final class Exchange {

    private static final String STALE = Exchange.class.getName() + ".stale";
    private static final int PIECES = 20;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Answer answer;
    private final ParkedExchanges parked;

    Exchange(Request request, Response response, Callback callback, Answer answer, ParkedExchanges parked) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.answer = answer;
        this.parked = parked;
    }

    Answer answer() {
        return answer;
    }

    void send() {
        sendInstead(answer.body());
    }

    void sendInstead(byte[] body) {
        head(body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    void sendAfter(Duration time) {
        scheduler().schedule(this::send, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    void sendSpread(Duration time) {
        head(answer.body().length);
        sendPiece(1, time.dividedBy(PIECES));
    }

    private void sendPiece(int piece, Duration pause) {
        byte[] body = answer.body();
        int from = (int) ((piece - 1L) * body.length / PIECES);
        int to = (int) ((long) piece * body.length / PIECES);
        var part = ByteBuffer.wrap(body, from, to - from);
        if (piece == PIECES) {
            response.write(true, part, callback);
            return;
        }
        response.write(
                false,
                part,
                Callback.from(
                        () -> scheduler()
                                .schedule(() -> sendPiece(piece + 1, pause), pause.toNanos(), TimeUnit.NANOSECONDS),
                        callback::failed));
    }

    /** Sends half of the bytes that Content-Length announces. */
    void sendHalf(Runnable afterwards) {
        head(answer.body().length);
        var half = ByteBuffer.wrap(answer.body(), 0, answer.body().length / 2);
        response.write(false, half, Callback.from(afterwards, callback::failed));
    }

    void sendAndGoStale() {
        request.getConnectionMetaData().setAttribute(STALE, true);
        send();
    }

    void park() {
        parked.park(this);
    }

    void close() {
        endPoint().close();
        callback.failed(new EofException("closed on purpose"));
    }

    /** Resets a connection that became stale after the previous response. Returns whether it did. */
    static boolean endedStale(Request request, Callback callback) {
        if (request.getConnectionMetaData().getAttribute(STALE) == null) {
            return false;
        }
        reset(request.getConnectionMetaData().getConnection().getEndPoint());
        callback.failed(new EofException("stale on purpose"));
        return true;
    }

    void reset() {
        reset(endPoint());
        callback.failed(new EofException("reset on purpose"));
    }

    /** Resets a connection. If the linger time is zero, closing a socket sends a reset. */
    private static void reset(EndPoint endPoint) {
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } catch (IOException alreadyClosed) {
                endPoint.close(alreadyClosed);
            }
        }
        endPoint.close();
    }

    private void head(int length) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    }

    private EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private Scheduler scheduler() {
        return request.getConnectionMetaData().getConnector().getScheduler();
    }
}
