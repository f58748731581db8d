package org.imageinventory.listimage;

import com.aliyun.tea.TeaRequest;
import com.aliyun.tea.interceptor.InterceptorContext;
import com.aliyun.tea.okhttp.ClientHelper;
import java.net.URI;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client that the library keeps for an endpoint. It must not follow redirects, because it would send the
 * signed headers, which include the security token, to their targets.
 */
final class Connections {

    private final URI endpoint;
    private volatile @Nullable OkHttpClient client;
    private volatile boolean closed;

    Connections(Endpoint endpoint) {
        this.endpoint = URI.create(endpoint.url());
    }

    /** Turns off redirects at the first request. {@link LibraryHooks} calls this before each request is sent. */
    TeaRequest use(InterceptorContext context) {
        if (client == null) {
            client = withoutRedirections(context);
        }
        return context.teaRequest();
    }

    boolean isClosed() {
        return closed;
    }

    /** Cancels the requests in progress. */
    void close() {
        closed = true;
        var open = client;
        if (open != null) {
            open.dispatcher().cancelAll();
        }
    }

    /** Replaces the client in the library's map of clients, because the library has no setting for redirects. */
    private OkHttpClient withoutRedirections(InterceptorContext context) {
        // Our threads take turns. The library itself does not: it may create two clients for one endpoint.
        synchronized (ClientHelper.clients) {
            var kept = kept(context);
            if (!kept.followRedirects()) {
                return kept;
            }
            var strict = kept.newBuilder()
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .build();
            ClientHelper.clients.replaceAll((key, other) -> other == kept ? strict : other);
            return strict;
        }
    }

    private OkHttpClient kept(InterceptorContext context) {
        try {
            return ClientHelper.getOkHttpClient(endpoint.getHost(), endpoint.getPort(), context.runtimeOptions());
        } catch (Exception e) {
            throw new IllegalStateException("no HTTP client for " + endpoint, e);
        }
    }
}
