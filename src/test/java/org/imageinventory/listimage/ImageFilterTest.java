package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ImageFilterTest {

    @Test
    void noneAsksForEverything() {
        assertThat(ImageFilter.none().isEmpty()).isTrue();
        assertThat(ImageFilter.none().toJson()).isEqualTo("{}");
    }

    @Test
    void bindsEveryParameterByItsKebabCaseName() {
        var filter = bind(everything());

        assertThat(filter.isEmpty()).isFalse();
        assertThat(filter.toJson())
                .isEqualTo(
                        """
                        {"BizRegionIdList":["cn-beijing","cn-shanghai"],"BizType":1,"BizTypeList":[1,2],"Distro":"Ubuntu 22.04",\
                        "FeatureList":["GPU"],"FotaVersion":"2.0.3-x","ImageId":"img-1","ImageName":"Demo","ImageType":"User",\
                        "LanguageType":"en-US","OsType":"Linux","PackageType":"Ecs","PlatformName":"Ubuntu",\
                        "PlatformNameList":["Debian"],"ProductType":"CloudApp","ProductTypeList":["CloudApp"],\
                        "ProtocolType":"ASP","ResourceInstanceType":"eds.2c4g","Status":"AVAILABLE",\
                        "TagList":[{"Key":"env","Value":"test"},{"Key":"team"}]}""");
    }

    @Test
    void orderAndDoublesInListsDoNotMakeAnotherFilter() {
        var one = bind(Map.of("inventory.filter.feature-list", "GPU,Builder,GPU"));
        var other = bind(Map.of("inventory.filter.feature-list", "Builder,GPU"));

        assertThat(one).isEqualTo(other);
        assertThat(one.toJson()).isEqualTo("{\"FeatureList\":[\"Builder\",\"GPU\"]}");
    }

    @Test
    void anEmptyMappingInYamlIsNoFilter() {
        assertThat(bind(Map.of("inventory.filter", ""))).isEqualTo(ImageFilter.none());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "image-id", "distro", "feature-list[0]", "tag-list[0].key"})
    void refusesBlankTextsByTheNameOfTheirKey(String key) {
        assertThatThrownBy(() -> bind(Map.of("inventory.filter." + key, " ")))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("inventory.filter." + key.replace("[0]", ""))
                .hasMessageContaining("is blank");
    }

    static ImageFilter everythingSet() {
        return bind(everything());
    }

    private static Map<String, String> everything() {
        var keys = new HashMap<String, String>();
        keys.put("image-id", "img-1");
        keys.put("image-name", "Demo");
        keys.put("status", "AVAILABLE");
        keys.put("image-type", "User");
        keys.put("package-type", "Ecs");
        keys.put("os-type", "Linux");
        keys.put("biz-type", "1");
        keys.put("product-type", "CloudApp");
        keys.put("protocol-type", "ASP");
        keys.put("product-type-list", "CloudApp");
        keys.put("biz-type-list", "2,1");
        keys.put("feature-list", "GPU");
        keys.put("language-type", "en-US");
        keys.put("resource-instance-type", "eds.2c4g");
        keys.put("fota-version", "2.0.3-x");
        keys.put("platform-name", "Ubuntu");
        keys.put("biz-region-id-list", "cn-shanghai,cn-beijing");
        keys.put("tag-list[0].key", "team");
        keys.put("tag-list[1].key", "env");
        keys.put("tag-list[1].value", "test");
        keys.put("platform-name-list", "Debian");
        keys.put("distro", "Ubuntu 22.04");
        var properties = new HashMap<String, String>();
        keys.forEach((key, value) -> properties.put("inventory.filter." + key, value));
        return properties;
    }

    private static ImageFilter bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("inventory.filter", ImageFilter.class)
                .orElse(ImageFilter.none());
    }
}
