package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageFilterTest {

    private static final String FIRST =
            """
            {"ImageId":"imgc-1","ImageName":"研发桌面 一","Status":"AVAILABLE","ImageType":"User","PackageType":"ECS",
            "OsType":"Windows","BizType":1,"ProductType":"CloudApp","ProtocolType":"ASP","FeatureList":["GPU","Builder"],
            "Language":"zh-CN","SupportedLanguageList":["zh-CN","ja-JP"],"ResourceInstanceCategory":"[\\"eds.gpu.category\\"]",
            "FotaVersion":"2.0","PlatformName":"Windows 11","ImageRegionList":["cn-shanghai"],
            "ImageRegionDistributeList":[{"RegionId":"ap-southeast-1"}],"Distro":"Windows 11 专业版",
            "TagList":[{"Key":"env","Value":"prod"},{"Key":"owner","Value":"设计部"}]}""";

    private static final String SECOND =
            """
            {"ImageId":"imgc-2","ImageName":"render","Status":"INIT","ImageType":"System","PackageType":"ECS_CONTAINER",
            "OsType":"Linux","BizType":2,"ProductType":"CloudDesktop","ProtocolType":"HDX","FeatureList":["Builder"],
            "Language":"en-US","ResourceInstanceCategory":"[\\"eds.cpu.category\\"]","FotaVersion":"3.0",
            "PlatformName":"Ubuntu","ImageRegionList":["cn-beijing"],"Distro":"Ubuntu 22.04",
            "TagList":[{"Key":"env","Value":"test"}]}""";

    private final Inventory inventory = Inventory.of(List.of(FIRST, SECOND));

    @ParameterizedTest
    @CsvSource({
        "ImageId, imgc-1",
        "ImageName, 桌面",
        "Status, AVAILABLE",
        "ImageType, User",
        "PackageType, Ecs",
        "OsType, Windows",
        "BizType, 1",
        "BizTypeList.1, 1",
        "ProductType, CloudApp",
        "ProductTypeList.1, CloudApp",
        "ProtocolType, ASP",
        "FeatureList.1, GPU",
        "LanguageType, zh-CN",
        "LanguageType, ja-JP",
        "ResourceInstanceType, eds.graphics.16c1t4",
        "FotaVersion, 2.0",
        "PlatformName, Windows 11",
        "PlatformNameList.1, Windows 11",
        "BizRegionIdList.1, cn-shanghai",
        "BizRegionIdList.1, ap-southeast-1",
        "TagList.1.Key, owner",
        "Distro, Windows 11 专业版"
    })
    void eachFilterFindsTheFirstAlone(String name, String value) {
        assertThat(inventory.ids(Map.of(name, value))).containsExactly("imgc-1");
    }

    @ParameterizedTest
    @CsvSource({"ImageId, imgc", "ImageName, x", "PlatformName, Windows", "TagList.1.Key, en"})
    void valuesNearlyRightFindNothing(String name, String value) {
        assertThat(inventory.ids(Map.of(name, value))).isEmpty();
    }

    @Test
    void listsOfPlacesAndProductsMatchAnyListsOfFeaturesAndTagsAll() {
        assertThat(inventory.ids(Map.of("BizRegionIdList.2", "cn-beijing", "BizRegionIdList.1", "ap-southeast-1")))
                .containsExactly("imgc-1", "imgc-2");
        assertThat(inventory.ids(Map.of("ProductTypeList.1", "CloudApp", "ProductTypeList.2", "CloudDesktop")))
                .containsExactly("imgc-1", "imgc-2");
        assertThat(inventory.ids(Map.of("PlatformNameList.1", "Ubuntu", "PlatformNameList.2", "Windows 11")))
                .containsExactly("imgc-1", "imgc-2");
        assertThat(inventory.ids(Map.of("FeatureList.1", "Builder"))).hasSize(2);
        assertThat(inventory.ids(Map.of("FeatureList.1", "Builder", "FeatureList.2", "GPU")))
                .containsExactly("imgc-1");
        assertThat(inventory.ids(Map.of("TagList.1.Key", "env"))).hasSize(2);
        assertThat(inventory.ids(Map.of("TagList.1.Key", "env", "TagList.1.Value", "test")))
                .containsExactly("imgc-2");
        assertThat(inventory.ids(Map.of("TagList.1.Key", "env", "TagList.2.Key", "owner")))
                .containsExactly("imgc-1");
    }

    @Test
    void allFiltersMustMatchAndEmptyOnesAreNone() {
        assertThat(inventory.ids(Map.of("OsType", "Windows", "Status", "INIT"))).isEmpty();
        assertThat(inventory.ids(Map.of("OsType", "", "Status", "INIT"))).containsExactly("imgc-2");
    }

    @Test
    void supportedProductsAreFoundToo() {
        inventory.supports("imgc-2", "WuyingServer");

        assertThat(inventory.ids(Map.of("ProductType", "WuyingServer"))).containsExactly("imgc-2");
        assertThat(inventory.ids(Map.of("ProductType", "CloudDesktop"))).containsExactly("imgc-2");
    }

    /** Generated images are filtered without their documents, so both ways must return the same images. */
    @ParameterizedTest
    @CsvSource({
        "Status, CREATING",
        "ImageType, Shared",
        "PackageType, ecs_container",
        "OsType, Linux",
        "BizType, 1",
        "ProtocolType, HDX",
        "FeatureList.1, GPU",
        "LanguageType, ja-JP",
        "ResourceInstanceType, eds.graphics.x",
        "FotaVersion, 2.0.0-R-202504.1000",
        "PlatformName, Debian",
        "BizRegionIdList.1, ap-southeast-1",
        "TagList.1.Key, owner",
        "Distro, Debian 12 64位",
        "ImageName, 设计"
    })
    void seededImagesMatchLikeTheirDocuments(String name, String value) {
        var seeded = Inventory.seeded(3, 400, 1, "cn-shanghai");
        var listed = Inventory.of(seeded.servedText(Map.of()));

        assertThat(seeded.ids(Map.of(name, value))).isEqualTo(listed.ids(Map.of(name, value)));
    }
}
