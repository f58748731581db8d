package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestOnTheWireTest {

    @Test
    void onlyTagsAndDistroGoIntoTheQueryAllElseIntoTheBody() throws Exception {
        try (var test = new TestClient(ScriptedApi.page(3, 50, 0))) {
            test.client.list(new ListImageRequest(ImageFilterTest.everythingSet(), null, null, null, 3, 50));

            var asked = test.api.asked().get(0);
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.query())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "TagList.1.Key", "env",
                            "TagList.1.Value", "test",
                            "TagList.2.Key", "team",
                            "Distro", "Ubuntu 22.04"));
            assertThat(asked.form())
                    .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                            Map.entry("ImageId", "img-1"),
                            Map.entry("ImageName", "Demo"),
                            Map.entry("Status", "AVAILABLE"),
                            Map.entry("ImageType", "User"),
                            Map.entry("PackageType", "Ecs"),
                            Map.entry("OsType", "Linux"),
                            Map.entry("BizType", "1"),
                            Map.entry("ProductType", "CloudApp"),
                            Map.entry("ProtocolType", "ASP"),
                            Map.entry("ProductTypeList.1", "CloudApp"),
                            Map.entry("BizTypeList.1", "1"),
                            Map.entry("BizTypeList.2", "2"),
                            Map.entry("FeatureList.1", "GPU"),
                            Map.entry("LanguageType", "en-US"),
                            Map.entry("ResourceInstanceType", "eds.2c4g"),
                            Map.entry("FotaVersion", "2.0.3-x"),
                            Map.entry("PlatformName", "Ubuntu"),
                            Map.entry("BizRegionIdList.1", "cn-beijing"),
                            Map.entry("BizRegionIdList.2", "cn-shanghai"),
                            Map.entry("PlatformNameList.1", "Debian"),
                            Map.entry("PageNumber", "3"),
                            Map.entry("PageSize", "50")));
        }
    }

    @Test
    void theRequestsOwnPartsGoBeforeTheFilters() throws Exception {
        try (var test = new TestClient(ScriptedApi.page(1, 100, 0))) {
            test.client.list(new ListImageRequest(
                    ImageFilterTest.everythingSet(), "WuyingServer", "ap-southeast-1", "imgc-9", 1, 100));

            assertThat(test.api.asked().get(0).form())
                    .containsEntry("ProductType", "WuyingServer")
                    .containsEntry("BizRegionIdList.1", "ap-southeast-1")
                    .doesNotContainKey("BizRegionIdList.2")
                    .containsEntry("ImageId", "imgc-9");
        }
    }

    @Test
    void isSignedAndNamesTheProgram() throws Exception {
        try (var test = new TestClient(ScriptedApi.page(1, 100, 0))) {
            test.list();

            var asked = test.api.asked().get(0);
            assertThat(asked.header("Authorization"))
                    .startsWith("ACS3-HMAC-SHA256 Credential=" + ScriptedApi.KEY_ID)
                    .contains("Signature=");
            assertThat(asked.header("X-acs-action")).isEqualTo("ListImage");
            assertThat(asked.header("X-acs-version")).isEqualTo("2021-09-01");
            assertThat(asked.header("User-agent")).contains("image-inventory/");
        }
    }
}
