package org.imageinventory.standin;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request as received, because signatures depend on its exact bytes.
 *
 * @param query the raw query; empty if there is none
 * @param headers headers by lower-case name
 * @param local whether the request came from this machine
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ApiRequest(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        byte[] body,
        boolean local,
        Parameters parameters) {

    static ApiRequest read(Request request) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        request.getHeaders()
                .forEach(field -> headers.merge(
                        field.getName().toLowerCase(Locale.ROOT),
                        field.getValue() == null ? "" : field.getValue(),
                        (first, second) -> first + "," + second));
        ByteBuffer buffer = Content.Source.asByteBuffer(request);
        var body = new byte[buffer.remaining()];
        buffer.get(body);
        var uri = request.getHttpURI();
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
        String type = headers.getOrDefault("content-type", "");
        boolean form = type.isEmpty() || type.startsWith("application/x-www-form-urlencoded");
        var parameters =
                path.equals("/") ? Parameters.of(query, form ? body : new byte[0]) : Parameters.of(query, new byte[0]);
        boolean local = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                && remote.getAddress().isLoopbackAddress();
        return new ApiRequest(request.getMethod(), path, query, headers, body, local, parameters);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** Returns a value that the V3 protocol sends in a header and V2 in a parameter. */
    String named(String header, String parameter) {
        String value = headers.get(header);
        return value != null ? value : parameters.text(parameter, "");
    }
}
