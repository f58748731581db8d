package org.imageinventory.standin;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The connection between the HTTP server and the API. It reads requests and sends responses, with the configured
 * latency and faults.
 */
final class ApiHandler extends Handler.Abstract {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final AppStreaming api;
    private final Control control;
    private final ParkedExchanges parked;
    private final Supplier<Latency> latency;
    private final Clock clock;

    ApiHandler(AppStreaming api, Control control, ParkedExchanges parked, Supplier<Latency> latency, Clock clock) {
        this.api = api;
        this.control = control;
        this.parked = parked;
        this.latency = latency;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        if (Exchange.endedStale(request, callback)) {
            return true;
        }
        response.getHeaders().put(HttpHeader.DATE, DATE.format(clock.instant()));
        if (Control.isMeant(request.getHttpURI().getPath())) {
            var answer = control.answer(ApiRequest.read(request));
            new Exchange(request, response, callback, answer, parked).send();
            return true;
        }
        AppStreaming.Reply reply = reply(request);
        var exchange = new Exchange(request, response, callback, reply.answer(), parked);
        WireFault fault = reply.fault();
        Runnable sending =
                fault == null ? exchange::send : () -> fault.sending().accept(exchange);
        Duration pause = latency.get().next();
        if (pause.isZero()) {
            sending.run();
        } else {
            request.getConnectionMetaData()
                    .getConnector()
                    .getScheduler()
                    .schedule(sending, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private AppStreaming.Reply reply(Request request) throws IOException {
        ApiRequest read;
        try {
            read = ApiRequest.read(request);
        } catch (Refusal unreadable) {
            return new AppStreaming.Reply(unreadable.problem().answer("", ""), null);
        }
        return api.reply(read);
    }
}
