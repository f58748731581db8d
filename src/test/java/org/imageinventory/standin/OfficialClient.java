package org.imageinventory.standin;

import com.aliyun.teaopenapi.Client;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls to the stand-in through Alibaba's own library, which signs as for the real API. */
final class OfficialClient {

    private final Client client;
    private final RuntimeOptions options = new RuntimeOptions()
            .setReturnErrorResponse(true)
            .setReadTimeout(5_000)
            .setConnectTimeout(5_000);

    private OfficialClient(Client client) {
        this.client = client;
    }

    static OfficialClient of(StandIn api) throws Exception {
        return new OfficialClient(new Client(config(api)));
    }

    static OfficialClient of(StandIn api, String id, String secret) throws Exception {
        return new OfficialClient(new Client(config(api).setAccessKeyId(id).setAccessKeySecret(secret)));
    }

    static OfficialClient of(Config config) throws Exception {
        return new OfficialClient(new Client(config));
    }

    static Config config(StandIn api) {
        return new Config()
                .setEndpoint(api.address())
                .setProtocol("HTTP")
                .setRegionId(api.region())
                .setAccessKeyId("test-id")
                .setAccessKeySecret("test-secret");
    }

    /** A response as received. */
    record Got(int status, Map<String, String> headers, String body) {

        JsonNode json() {
            return Json.MAPPER.readTree(body);
        }

        String code() {
            return json().path("Code").asString("");
        }
    }

    /** Sends the first map in the query and the second one in the body, as the generated SDK does. */
    Got call(Map<String, ?> query, @Nullable Map<String, ?> body) throws Exception {
        return call("ListImage", query, body);
    }

    Got list(Map<String, ?> body) throws Exception {
        return call(Map.of(), body);
    }

    Got call(String action, Map<String, ?> query, @Nullable Map<String, ?> body) throws Exception {
        var request = new OpenApiRequest().setQuery(com.aliyun.openapiutil.Client.query(query));
        if (body != null) {
            request.setBody(body);
        }
        Map<String, ?> result = client.callApi(
                new Params()
                        .setAction(action)
                        .setVersion(AppStreaming.VERSION)
                        .setPathname("/")
                        .setProtocol("HTTPS")
                        .setMethod("POST")
                        .setAuthType("AK")
                        .setStyle("RPC")
                        .setReqBodyType("formData")
                        .setBodyType("string"),
                request,
                options);
        return new Got((Integer) found(result, "statusCode"), headers(result), (String) found(result, "body"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> headers(Map<String, ?> result) {
        return (Map<String, String>) found(result, "headers");
    }

    private static Object found(Map<String, ?> result, String key) {
        Object value = result.get(key);
        if (value == null) {
            throw new IllegalStateException("No " + key + " in " + result);
        }
        return value;
    }
}
