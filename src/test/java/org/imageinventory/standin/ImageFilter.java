package org.imageinventory.standin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The filter of a request. An image must match all its conditions. */
final class ImageFilter implements Predicate<ServedImage> {

    private static final List<String> EXACT = List.of(
            "ImageId",
            "Status",
            "ImageType",
            "OsType",
            "BizType",
            "ProtocolType",
            "FotaVersion",
            "PlatformName",
            "Distro");
    private static final List<String> LISTS =
            List.of("ProductTypeList", "BizTypeList", "FeatureList", "PlatformNameList", "BizRegionIdList");

    private final List<Predicate<ServedImage>> conditions = new ArrayList<>();
    private final Map<String, Object> key = new TreeMap<>();

    ImageFilter(Parameters parameters) {
        checkBizType(parameters);
        for (String name : EXACT) {
            add(name, parameters.text(name), (image, wanted) -> wanted.equals(image.text(name)));
        }
        add("ImageName", parameters.text("ImageName"), (image, wanted) -> orEmpty(image.text("ImageName"))
                .contains(wanted));
        // Requests contain Ecs, responses ECS.
        add(
                "PackageType",
                parameters.text("PackageType"),
                (image, wanted) -> wanted.equalsIgnoreCase(image.text("PackageType")));
        add("ProductType", parameters.text("ProductType"), (image, wanted) -> image.products()
                .contains(wanted));
        add(
                "LanguageType",
                parameters.text("LanguageType"),
                (image, wanted) -> wanted.equals(image.text("Language"))
                        || image.texts("SupportedLanguageList").contains(wanted));
        add("ResourceInstanceType", parameters.text("ResourceInstanceType"), (image, wanted) -> orEmpty(
                        image.text("ResourceInstanceCategory"))
                .contains(categoryOf(wanted)));
        for (String name : LISTS) {
            List<String> wanted = parameters.list(name);
            add(name, wanted.isEmpty() ? null : wanted, (image, values) -> matchesList(name, values, image));
        }
        List<Parameters.Tag> tags = parameters.tags();
        add("TagList", tags.isEmpty() ? null : tags, (image, wanted) -> wanted.stream()
                .allMatch(tag -> image.hasTag(tag.key(), tag.value())));
    }

    private interface Condition<T> {
        boolean matches(ServedImage image, T wanted);
    }

    private <T> void add(String name, @Nullable T wanted, Condition<T> condition) {
        if (wanted != null) {
            key.put(name, wanted);
            conditions.add(image -> condition.matches(image, wanted));
        }
    }

    private static boolean matchesList(String name, List<String> wanted, ServedImage image) {
        return switch (name) {
            case "FeatureList" -> image.texts(name).containsAll(wanted);
            case "BizRegionIdList" -> !Collections.disjoint(image.regions(), wanted);
            case "ProductTypeList" -> !Collections.disjoint(image.products(), wanted);
            default -> wanted.contains(orEmpty(image.text(name.substring(0, name.length() - "List".length()))));
        };
    }

    private static void checkBizType(Parameters parameters) {
        List<String> asked = new ArrayList<>(parameters.list("BizTypeList"));
        asked.add(parameters.text("BizType", "1"));
        if (!asked.stream().allMatch("1"::equals)) {
            throw new Refusal(400, "InvalidBizType", "The bizType parameter is invalid.");
        }
    }

    /**
     * Returns the category of an instance type. Instance types with a graphics card need images of the graphics
     * category.
     */
    static String categoryOf(String instanceType) {
        String lower = instanceType.toLowerCase(Locale.ROOT);
        return lower.contains("graphics") || lower.contains("gpu") ? "eds.gpu.category" : "eds.cpu.category";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public boolean test(ServedImage image) {
        for (Predicate<ServedImage> condition : conditions) {
            if (!condition.test(image)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageFilter filter && key.equals(filter.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
