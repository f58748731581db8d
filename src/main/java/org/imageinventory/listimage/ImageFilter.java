package org.imageinventory.listimage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stub. */
public record ImageFilter(
        @Nullable String imageId,
        @Nullable String imageName,
        @Nullable String status,
        @Nullable String imageType,
        @Nullable String packageType,
        @Nullable String osType,
        @Nullable Integer bizType,
        @Nullable String productType,
        @Nullable String protocolType,
        List<String> productTypeList,
        List<Integer> bizTypeList,
        List<String> featureList,
        @Nullable String languageType,
        @Nullable String resourceInstanceType,
        @Nullable String fotaVersion,
        @Nullable String platformName,
        List<String> bizRegionIdList,
        List<TagFilter> tagList,
        List<String> platformNameList,
        @Nullable String distro) {

    public ImageFilter {
        productTypeList = copy(productTypeList);
        bizTypeList = copy(bizTypeList);
        featureList = copy(featureList);
        bizRegionIdList = copy(bizRegionIdList);
        tagList = copy(tagList);
        platformNameList = copy(platformNameList);
    }

    public static ImageFilter none() {
        return new ImageFilter(
                null, null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(), null, null, null,
                null, List.of(), List.of(), List.of(), null);
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Stub. */
    public record TagFilter(String key, @Nullable String value) {}
}
