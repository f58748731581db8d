package org.imageinventory.listimage;

import com.aliyun.credentials.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/** The sender of requests. It signs each, sends it once, and returns any response. Safe for use by several threads. */
final class Transport {

    private static final Params LIST_IMAGE = new Params()
            .setAction("ListImage")
            .setVersion("2021-09-01")
            .setProtocol("HTTPS")
            .setPathname("/")
            .setMethod("POST")
            .setAuthType("AK")
            .setStyle("RPC")
            .setReqBodyType("formData")
            // As bytes, so that an unexpected response is returned unchanged, and not as a parser's error.
            .setBodyType("byte");

    private final Endpoint endpoint;
    private final Clock clock;
    private final Connections connections;
    private final com.aliyun.teaopenapi.Client client;

    Transport(Endpoint endpoint, AccountCredentials credentials, ApiSettings settings, Clock clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.connections = new Connections(endpoint);
        this.client = client(endpoint, credentials, settings);
        LibraryHooks.install(client);
    }

    /**
     * Sends the request once, whatever the result.
     *
     * @throws ListImageException if there is no response, or there are no credentials to sign with
     * @throws CancellationException if the thread was interrupted, or this transport was closed
     */
    RawResponse send(ListImageRequest request) {
        var parameters = WireParameters.of(request);
        failIfCancelled(request);
        var askedAt = clock.instant();
        try {
            var question = new OpenApiRequest()
                    .setQuery(com.aliyun.openapiutil.Client.query(parameters.query()))
                    .setBody(parameters.form());
            var options = new RuntimeOptions().setAutoretry(false).setReturnErrorResponse(true);
            return response(
                    LibraryHooks.sending(connections, () -> client.callApi(LIST_IMAGE, question, options)), askedAt);
        } catch (ListImageException e) {
            throw e;
        } catch (Exception e) {
            failIfCancelled(request);
            throw new ListImageException(TransportFault.of(e, endpoint));
        }
    }

    /** Cancels the requests in progress, and sends no more. */
    void close() {
        connections.close();
    }

    private void failIfCancelled(ListImageRequest request) {
        if (connections.isClosed() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException(
                    "ListImage of " + endpoint.region() + ", page " + request.pageNumber() + ": abandoned");
        }
    }

    private RawResponse response(Map<String, ?> response, Instant askedAt) {
        var headers = response.get("headers") instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .filter(header -> header.getKey() != null && header.getValue() != null)
                        .collect(Collectors.toUnmodifiableMap(
                                header -> String.valueOf(header.getKey()), header -> String.valueOf(header.getValue())))
                : Map.<String, String>of();
        return new RawResponse(
                (Integer) Objects.requireNonNull(response.get("statusCode")),
                headers,
                ByteBuffer.wrap(response.get("body") instanceof byte[] body ? body : new byte[0]),
                askedAt,
                clock.instant());
    }

    private static com.aliyun.teaopenapi.Client client(
            Endpoint endpoint, AccountCredentials credentials, ApiSettings settings) {
        var config = new Config()
                .setEndpoint(endpoint.authority())
                .setProtocol(endpoint.https() ? "HTTPS" : "HTTP")
                .setCredential(new Client(credentials))
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setReadTimeout((int) settings.readTimeout().toMillis())
                .setCallTimeout((int) callTimeout(settings))
                .setUserAgent("image-inventory/" + version());
        try {
            return new com.aliyun.teaopenapi.Client(config);
        } catch (Exception e) {
            throw new IllegalStateException("no client for " + endpoint.url(), e);
        }
    }

    /** Returns a timeout in milliseconds for the whole call. A read timeout alone does not end a very slow response. */
    private static long callTimeout(ApiSettings settings) {
        return settings.connectTimeout()
                .plus(settings.readTimeout().multipliedBy(3))
                .toMillis();
    }

    private static String version() {
        return Objects.requireNonNullElse(Transport.class.getPackage().getImplementationVersion(), "dev");
    }
}
