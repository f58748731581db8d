package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class PagingTest {

    private final StandIn api = StandIn.builder().images(250).seed(7).build().start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void pagesTogetherAreTheWholeList() throws Exception {
        var client = OfficialClient.of(api);
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            var got = client.list(Map.of("PageNumber", page, "PageSize", 100)).json();
            assertThat(got.path("Count").asInt()).isEqualTo(250);
            assertThat(got.path("PageNumber").asInt()).isEqualTo(page);
            got.path("Data").forEach(all::add);
        }

        assertThat(all).isEqualTo(api.inventory().served());
        assertThat(all).extracting(image -> image.path("ImageId").asString()).doesNotHaveDuplicates();
        assertThat(api.requests()).extracting(RecordedRequest::page).containsExactly(1, 2, 3);
        assertThat(api.requests()).extracting(RecordedRequest::images).containsExactly(100, 100, 50);
    }

    @Test
    void pageHasTenImagesUnlessAsked() throws Exception {
        var got = OfficialClient.of(api).list(Map.of()).json();

        assertThat(got.propertyNames())
                .containsExactly("PageSize", "PageNumber", "Data", "Count", "Success", "Code", "Message", "RequestId");
        assertThat(got.path("PageSize").asInt()).isEqualTo(10);
        assertThat(got.path("Data")).hasSize(10);
    }

    @Test
    void pageTooLargeIsCutAndSaysSo() throws Exception {
        assertThat(OfficialClient.of(api)
                        .list(Map.of("PageSize", 500))
                        .json()
                        .path("PageSize")
                        .asInt())
                .isEqualTo(100);

        api.maximumPageSize(20);

        var got = OfficialClient.of(api).list(Map.of("PageSize", 100)).json();
        assertThat(got.path("PageSize").asInt()).isEqualTo(20);
        assertThat(got.path("Data")).hasSize(20);
    }

    @Test
    void pageBehindTheEndIsEmpty() throws Exception {
        var got = OfficialClient.of(api)
                .list(Map.of("PageNumber", 999999999, "PageSize", 100))
                .json();

        assertThat(got.path("Data")).isEmpty();
        assertThat(got.path("Count").asInt()).isEqualTo(250);
    }

    @Test
    void documentsGoOutByteForByte() throws Exception {
        var odd = List.of(
                "{\"ImageId\":\"a\",\"ImageId\":\"b\", \"Platform\" : \"Windows\"}",
                "{\"ImageId\":\"a\",\"X\":1.10}",
                "null",
                "\"text\"",
                "{\"ImageId\":12,\"TagList\":\"none\"}");
        try (var listed = StandIn.builder().documents(odd).build().start()) {
            assertThat(OfficialClient.of(listed).list(Map.of()).body())
                    .contains("\"Data\":[" + String.join(",", odd) + "]");
            assertThat(listed.inventory().servedText(Map.of())).isEqualTo(odd);
        }
    }

    @Test
    void eachAccountSeesItsOwnImages() throws Exception {
        api.register(AccessKey.of("other-id", "other-secret").ofAccount("tenant-b", 42));

        var other = OfficialClient.of(api, "other-id", "other-secret")
                .list(Map.of("PageSize", 100))
                .json();

        assertThat(other.at("/Data/1/AliUid").asLong()).isEqualTo(42);
        assertThat(api.inventory("tenant-b").ids().get(1))
                .isNotEqualTo(api.inventory().ids().get(1));
        assertThat(api.requests())
                .singleElement()
                .extracting(RecordedRequest::account)
                .isEqualTo("tenant-b");
    }
}
