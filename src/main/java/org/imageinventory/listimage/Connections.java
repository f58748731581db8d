package org.imageinventory.listimage;

import com.aliyun.tea.TeaRequest;
import com.aliyun.tea.interceptor.InterceptorContext;
import com.aliyun.tea.okhttp.ClientHelper;
import java.net.URI;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Takes hold of the HTTP client that the library keeps for an endpoint: it must not follow redirections, because it
 * would carry the signed headers, and with them the security token, to wherever those point.
 */
final class Connections {

    private final URI endpoint;
    private volatile @Nullable OkHttpClient client;
    private volatile boolean closed;

    Connections(Endpoint endpoint) {
        this.endpoint = URI.create(endpoint.url());
    }

    /** Called in the library's way of a request, before it is sent. */
    TeaRequest use(InterceptorContext context) {
        if (client == null) {
            client = withoutRedirections(context);
        }
        return context.teaRequest();
    }

    boolean isClosed() {
        return closed;
    }

    /** Abandons the requests under way. */
    void close() {
        closed = true;
        var open = client;
        if (open != null) {
            open.dispatcher().cancelAll();
        }
    }

    /** The library offers no setting for it, but keeps its clients where they can be replaced. */
    private OkHttpClient withoutRedirections(InterceptorContext context) {
        // All of ours take turns: the library itself may make two for one endpoint at the same time.
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
