package org.imageinventory.listimage;

import com.aliyun.teaopenapi.Client;
import java.util.concurrent.Callable;

/**
 * Our hooks in the library's way of a request. Its chain of them is one for all its clients and is not guarded, so it is
 * filled once, before the first request; a request's own connections come along on its thread.
 */
final class LibraryHooks {

    private static final ThreadLocal<Connections> SENDING = new ThreadLocal<>();
    private static boolean installed;

    private LibraryHooks() {}

    /** Has to be called before a client's first request. */
    static synchronized void install(Client client) {
        if (installed) {
            return;
        }
        client.addRequestInterceptor((context, attributes) -> {
            var connections = SENDING.get();
            return connections == null ? context.teaRequest() : connections.use(context);
        });
        client.addResponseInterceptor((context, attributes) -> {
            var response = context.teaResponse();
            if (response.body != null) {
                response.body = new BoundedBody(response.body, BoundedBody.LIMIT);
            }
            return response;
        });
        installed = true;
    }

    /** Sends a request over connections. */
    static <T> T sending(Connections connections, Callable<T> request) throws Exception {
        SENDING.set(connections);
        try {
            return request.call();
        } finally {
            SENDING.remove();
        }
    }
}
