package org.imageinventory.listimage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A filter's parameters by the API's names, sorted, only what is set. */
final class FilterParameters {

    private final SortedMap<String, Object> parameters = new TreeMap<>();

    private FilterParameters() {}

    /** Values are texts, whole numbers, lists of them, and for {@code TagList} a list of maps. */
    static SortedMap<String, Object> of(ImageFilter filter) {
        return new FilterParameters()
                .with("ImageId", filter.imageId())
                .with("ImageName", filter.imageName())
                .with("Status", filter.status())
                .with("ImageType", filter.imageType())
                .with("PackageType", filter.packageType())
                .with("OsType", filter.osType())
                .with("BizType", filter.bizType())
                .with("ProductType", filter.productType())
                .with("ProtocolType", filter.protocolType())
                .with("ProductTypeList", filter.productTypeList())
                .with("BizTypeList", filter.bizTypeList())
                .with("FeatureList", filter.featureList())
                .with("LanguageType", filter.languageType())
                .with("ResourceInstanceType", filter.resourceInstanceType())
                .with("FotaVersion", filter.fotaVersion())
                .with("PlatformName", filter.platformName())
                .with("BizRegionIdList", filter.bizRegionIdList())
                .with("TagList", tags(filter.tagList()))
                .with("PlatformNameList", filter.platformNameList())
                .with("Distro", filter.distro())
                .parameters;
    }

    private FilterParameters with(String name, @Nullable Object value) {
        if (value == null || (value instanceof Collection<?> values && values.isEmpty())) {
            return this;
        }
        parameters.put(name, value);
        return this;
    }

    private static List<Map<String, String>> tags(List<TagFilter> tags) {
        return tags.stream().map(FilterParameters::tag).toList();
    }

    private static Map<String, String> tag(TagFilter tag) {
        var parameters = new TreeMap<String, String>();
        parameters.put("Key", tag.key());
        if (tag.value() != null) {
            parameters.put("Value", tag.value());
        }
        return parameters;
    }
}
