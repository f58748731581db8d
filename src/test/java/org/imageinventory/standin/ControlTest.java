package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The control endpoint over HTTP. */
final class ControlTest {

    private final StandIn api = StandIn.builder().images(20).build().start();
    private final RawConnection connection;
    private final String id = api.inventory().ids().get(4);

    ControlTest() throws IOException {
        connection = new RawConnection(api);
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        api.close();
    }

    @Test
    void imagesAreShownAndChanged() throws IOException {
        assertThat(ask("GET", "/control/images?offset=4&limit=2", "")
                        .path("ids")
                        .get(0)
                        .asString())
                .isEqualTo(id);
        assertThat(connection.send("GET", "/control/images/" + id, "").body())
                .isEqualTo(api.inventory().json(id));

        ask("PATCH", "/control/images/" + id, "{\"Status\":\"INIT\"}");
        assertThat(ask("GET", "/control/images?Status=INIT", "").path("ids").toString())
                .contains(id);

        ask("PUT", "/control/images/" + id, "{\"a\":1,\"a\" : 2}");
        assertThat(api.inventory().json(id)).isEqualTo("{\"a\":1,\"a\" : 2}");

        ask("DELETE", "/control/images/" + id, "");
        assertThat(ask("GET", "/control/images", "").path("count").asInt()).isEqualTo(19);
        ask("POST", "/control/images/" + id + "/restore", "");
        assertThat(api.inventory().size()).isEqualTo(20);

        assertThat(ask("POST", "/control/images?first=true", "{\"ImageId\":\"新\"}")
                        .path("id")
                        .asString())
                .isEqualTo("新");
        ask("PUT", "/control/images/%E6%96%B0/products", "[\"CloudApp\"]");
        assertThat(api.inventory().ids(Map.of("ProductType", "CloudApp"))).startsWith("新");
    }

    @Test
    void changesWaitForRequests() throws IOException {
        ask("POST", "/control/changes", "{\"after\":1,\"change\":\"delete\",\"id\":\"" + id + "\"}");
        ask("POST", "/control/changes", "{\"after\":2,\"change\":\"add\",\"document\":{\"ImageId\":\"x\"}}");

        assertThat(connection.list(Map.of()).json().path("Count").asInt()).isEqualTo(20);
        assertThat(connection.list(Map.of()).json().path("Count").asInt()).isEqualTo(19);
        assertThat(connection.list(Map.of()).json().path("Count").asInt()).isEqualTo(20);
    }

    @Test
    void faultsAreSetShownAndCleared() throws IOException {
        ask("POST", "/control/faults", "{\"fault\":\"throttle\",\"argument\":\"200ms\",\"requests\":1,\"page\":2}");

        assertThat(connection.list(Map.of()).status()).isEqualTo(200);
        assertThat(connection.list(Map.of("PageNumber", "2")).headers()).containsEntry("x-acs-retry-after", "200");
        var shown = ask("GET", "/control/faults", "");
        assertThat(shown.path("set").toString()).isEqualTo("[{\"fault\":\"throttle\",\"hits\":1,\"over\":true}]");
        assertThat(shown.path("known").has("page-size-cap")).isTrue();
        assertThat(ask("DELETE", "/control/faults", "").path("set")).isEmpty();
    }

    @Test
    void requestsAreShown() throws IOException {
        connection.list(Map.of("ProductType", "CloudApp", "PageSize", "5"));

        var requests = ask("GET", "/control/requests", "");

        assertThat(requests).hasSize(1);
        assertThat(requests.at("/0/product").asString()).isEqualTo("CloudApp");
        assertThat(requests.at("/0/query/PageSize").asString()).isEqualTo("5");
        assertThat(ask("GET", "/control/requests?from=2", "")).isEmpty();
        ask("DELETE", "/control/requests", "");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void settingsAndKeysAreTaken() throws Exception {
        ask("POST", "/control/settings", "{\"latency\":\"1ms\",\"maximumPageSize\":3,\"clockSkew\":\"20m\"}");
        ask("POST", "/control/keys", "{\"id\":\"k\",\"secret\":\"s\",\"account\":\"b\",\"uid\":7}");
        assertThat(connection.list(Map.of()).json().path("Code").asString()).isEqualTo("InvalidTimeStamp.Expired");
        ask("POST", "/control/settings", "{\"clockSkew\":\"0s\"}");

        var got = OfficialClient.of(api, "k", "s").list(Map.of("PageSize", 10)).json();

        assertThat(got.path("Data")).hasSize(3);
        assertThat(got.at("/Data/0/AliUid").asInt()).isEqualTo(7);
    }

    @Test
    void mistakesAreExplained() throws IOException {
        assertThat(connection.send("GET", "/control/images/nowhere", "").status())
                .isEqualTo(404);
        assertThat(connection.send("GET", "/control/nothing", "").status()).isEqualTo(404);
        var unknown = connection.send("POST", "/control/faults", "{\"fault\":\"x\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("error").asString()).contains("There is no fault x, only [throttle,");
        assertThat(connection.send("POST", "/control/faults", "{").status()).isEqualTo(400);
        assertThat(ask("GET", "/control", "").has("GET|POST|DELETE /control/faults"))
                .isTrue();
    }

    private JsonNode ask(String method, String target, String body) throws IOException {
        var got = connection.send(method, target, body);
        assertThat(got.status()).as(got.body()).isEqualTo(200);
        return got.json();
    }
}
