package org.imageinventory.listimage;

import com.aliyun.teaopenapi.Client;
import java.util.concurrent.Callable;

/**
 * Interceptors of the library's requests and responses. All clients of the library share one chain of interceptors,
 * which is not thread-safe. So they are added once, before the first request. They find the {@link Connections} of a
 * request in a thread-local variable.
 */
final class LibraryHooks {

    private static final ThreadLocal<Connections> SENDING = new ThreadLocal<>();
    private static boolean installed;

    private LibraryHooks() {}

    /** Adds the interceptors. Must be called before a client's first request. */
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

    /** Sends a request with the given connections. */
    static <T> T sending(Connections connections, Callable<T> request) throws Exception {
        SENDING.set(connections);
        try {
            return request.call();
        } finally {
            SENDING.remove();
        }
    }
}
