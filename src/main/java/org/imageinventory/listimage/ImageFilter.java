package org.imageinventory.listimage;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A filter of the images to list: ListImage's request parameters except {@code PageSize} and {@code PageNumber}, in the
 * order of the API documentation. Each is optional: null or an empty list does not filter. Lists are sorted and have no
 * duplicates. Values are not checked against the documented lists of values, because those grow. A blank text is
 * refused with the name of its configuration key.
 *
 * @param imageId {@code ImageId}
 * @param imageName {@code ImageName}, matched fuzzily by the API
 * @param status {@code Status}; null lists all images that are not deleted
 * @param imageType {@code ImageType}
 * @param packageType {@code PackageType}
 * @param osType {@code OsType}
 * @param bizType {@code BizType}
 * @param productType {@code ProductType}
 * @param protocolType {@code ProtocolType}
 * @param productTypeList {@code ProductTypeList}
 * @param bizTypeList {@code BizTypeList}
 * @param featureList {@code FeatureList}
 * @param languageType {@code LanguageType}
 * @param resourceInstanceType {@code ResourceInstanceType}
 * @param fotaVersion {@code FotaVersion}
 * @param platformName {@code PlatformName}
 * @param bizRegionIdList {@code BizRegionIdList}
 * @param tagList {@code TagList}
 * @param platformNameList {@code PlatformNameList}
 * @param distro {@code Distro}
 */
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

    private static final ImageFilter NONE = new ImageFilter(
            null, null, null, null, null, null, null, null, null, List.of(), List.of(), List.of(), null, null, null,
            null, List.of(), List.of(), List.of(), null);
    private static final JsonMapper JSON = new JsonMapper();

    public ImageFilter {
        FilterText.check(imageId, "inventory.filter.image-id");
        FilterText.check(imageName, "inventory.filter.image-name");
        FilterText.check(status, "inventory.filter.status");
        FilterText.check(imageType, "inventory.filter.image-type");
        FilterText.check(packageType, "inventory.filter.package-type");
        FilterText.check(osType, "inventory.filter.os-type");
        FilterText.check(productType, "inventory.filter.product-type");
        FilterText.check(protocolType, "inventory.filter.protocol-type");
        productTypeList = FilterText.checkAll(productTypeList, "inventory.filter.product-type-list");
        bizTypeList = FilterText.distinct(bizTypeList, Comparator.naturalOrder());
        featureList = FilterText.checkAll(featureList, "inventory.filter.feature-list");
        FilterText.check(languageType, "inventory.filter.language-type");
        FilterText.check(resourceInstanceType, "inventory.filter.resource-instance-type");
        FilterText.check(fotaVersion, "inventory.filter.fota-version");
        FilterText.check(platformName, "inventory.filter.platform-name");
        bizRegionIdList = FilterText.checkAll(bizRegionIdList, "inventory.filter.biz-region-id-list");
        tagList = FilterText.distinct(
                tagList,
                Comparator.comparing(TagFilter::key)
                        .thenComparing(TagFilter::value, Comparator.nullsFirst(Comparator.naturalOrder())));
        platformNameList = FilterText.checkAll(platformNameList, "inventory.filter.platform-name-list");
        FilterText.check(distro, "inventory.filter.distro");
    }

    /** Returns the filter that matches all images. */
    public static ImageFilter none() {
        return NONE;
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /**
     * Returns the filter as text that identifies a scope: a JSON object of the parameters that are set, sorted by their
     * names in the API. Equal filters have the same text. The text is {@code {}} if nothing is set.
     */
    public String toJson() {
        return JSON.writeValueAsString(parameters());
    }

    /**
     * Returns the parameters that are set, sorted by their names in the API. Lists may hold texts, integers or maps.
     */
    SortedMap<String, Object> parameters() {
        var parameters = new TreeMap<String, Object>();
        put(parameters, "ImageId", imageId);
        put(parameters, "ImageName", imageName);
        put(parameters, "Status", status);
        put(parameters, "ImageType", imageType);
        put(parameters, "PackageType", packageType);
        put(parameters, "OsType", osType);
        put(parameters, "BizType", bizType);
        put(parameters, "ProductType", productType);
        put(parameters, "ProtocolType", protocolType);
        put(parameters, "ProductTypeList", productTypeList);
        put(parameters, "BizTypeList", bizTypeList);
        put(parameters, "FeatureList", featureList);
        put(parameters, "LanguageType", languageType);
        put(parameters, "ResourceInstanceType", resourceInstanceType);
        put(parameters, "FotaVersion", fotaVersion);
        put(parameters, "PlatformName", platformName);
        put(parameters, "BizRegionIdList", bizRegionIdList);
        put(parameters, "TagList", tagList.stream().map(TagFilter::parameters).toList());
        put(parameters, "PlatformNameList", platformNameList);
        put(parameters, "Distro", distro);
        return parameters;
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null && !(value instanceof Collection<?> values && values.isEmpty())) {
            parameters.put(name, value);
        }
    }
}
