package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class SeededInventoryTest {

    @Test
    void sameSeedMakesTheSameImagesAndAnotherOthers() {
        var one = Inventory.seeded(42, 300, 1, "cn-shanghai").servedText(Map.of());

        assertThat(Inventory.seeded(42, 300, 1, "cn-shanghai").servedText(Map.of()))
                .isEqualTo(one);
        assertThat(Inventory.seeded(43, 300, 1, "cn-shanghai").servedText(Map.of()))
                .doesNotContainAnyElementsOf(one);
        assertThat(Inventory.seeded(42, 300, 1, "ap-southeast-1").servedText(Map.of()))
                .doesNotContainAnyElementsOf(one);
    }

    @Test
    void imageDoesNotDependOnHowManyThereAre() {
        var few = Inventory.seeded(42, 100, 1, "cn-shanghai");
        var many = Inventory.seeded(42, 1_000_000, 1, "cn-shanghai");

        assertThat(many.json(few.ids().get(99))).isEqualTo(few.json(few.ids().get(99)));
    }

    @Test
    void millionImagesAreListedWithoutBeingKept() {
        var inventory = Inventory.seeded(1, 1_000_000, 1, "cn-shanghai");

        var page = inventory.page(
                new ImageFilter(Parameters.of(Map.of("ProductType", "CloudApp"))), new PagePlan(3000, 100, 0, null));

        assertThat(page.count()).isBetween(330_000, 400_000);
        assertThat(page.images()).hasSize(100);
    }

    @Test
    void everyDocumentedFieldIsThere() throws Exception {
        var images = Inventory.seeded(5, 500, 1, "cn-shanghai").served();
        var fields = new HashSet<String>();
        images.forEach(image -> fields.addAll(image.propertyNames()));

        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "GmtCreate",
                        "GmtModified",
                        "AliUid",
                        "ImageId",
                        "ImageName",
                        "ImageType",
                        "PackageType",
                        "Description",
                        "OsType",
                        "ProtocolType",
                        "BizType",
                        "ProductType",
                        "VersionId",
                        "OnlineVersionId",
                        "LatestVersionId",
                        "Status",
                        "ParentImageId",
                        "ParentImageVersion",
                        "BaseImageId",
                        "BaseImageVersion",
                        "FotaVersion",
                        "Language",
                        "Platform",
                        "OnlineVersion",
                        "SystemDiskSize",
                        "DataDiskSize",
                        "AppList",
                        "FeatureList",
                        "ImageCreateMode",
                        "ImageRegionList",
                        "Distro",
                        "VersionName",
                        "ResourceInstanceCategory",
                        "PlatformName",
                        "SupportedLanguageList",
                        "VolumeEncryptionEnabled",
                        "VolumeEncryptionKey",
                        "SessionType",
                        "ImageRegionDistributeList",
                        "FotaChannel",
                        "CompatibleMode",
                        "DriverList",
                        "Scene",
                        "Rating",
                        "ImageIconUrl",
                        "EnvironmentId",
                        "TagList",
                        "SnapshotList");
        assertThat(images).allSatisfy(image -> {
            assertThat(image.path("Platform").isInt()).isTrue();
            assertThat(image.path("GmtCreate").asString()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
            assertThat(Json.MAPPER
                            .readTree(image.path("ResourceInstanceCategory").asString())
                            .isArray())
                    .isTrue();
        });
    }

    @Test
    void parentsAndBasesAreImagesOfTheList() {
        var inventory = Inventory.seeded(5, 500, 1, "cn-shanghai");
        var ids = new HashSet<>(inventory.ids());

        List<JsonNode> derived = inventory.served().stream()
                .filter(image -> image.has("ParentImageId"))
                .toList();

        assertThat(derived).hasSize(480).allSatisfy(image -> assertThat(ids)
                .contains(
                        image.path("ParentImageId").asString(),
                        image.path("BaseImageId").asString()));
    }

    @Test
    void imageTakesAboutTwoKilobytes() {
        double average = Inventory.seeded(9, 1000, 1234567890123456L, "cn-shanghai").servedText(Map.of()).stream()
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .average()
                .orElseThrow();

        assertThat(average).isBetween(2000.0, 2600.0);
    }
}
