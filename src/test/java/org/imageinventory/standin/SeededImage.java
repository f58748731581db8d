package org.imageinventory.standin;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One generated image. Every field is computed on request, from the seed and the position only. */
final class SeededImage implements ServedImage {

    private final SeededInventory inventory;
    private final int position;
    private final long seed;

    SeededImage(SeededInventory inventory, int position) {
        this.inventory = inventory;
        this.position = position;
        this.seed = Mix.mixed(inventory.seed() + position);
    }

    @Override
    public byte[] json() {
        return inventory.json(position);
    }

    @Override
    public @Nullable String text(String field) {
        return switch (field) {
            case "ImageId" -> id();
            case "ImageName" -> name();
            case "Status" -> status();
            case "ImageType" -> imageType();
            case "PackageType" -> packageType();
            case "OsType" -> platform().osType();
            case "BizType" -> "1";
            case "ProductType" -> product();
            case "ProtocolType" -> protocol();
            case "Language" -> language();
            case "FotaVersion" -> fotaVersion();
            case "PlatformName" -> platform().name();
            case "Distro" -> platform().distro();
            case "ResourceInstanceCategory" -> resourceCategories();
            default -> null;
        };
    }

    @Override
    public List<String> texts(String field) {
        return switch (field) {
            case "FeatureList" -> features();
            case "SupportedLanguageList" -> languages();
            default -> List.of();
        };
    }

    @Override
    public List<String> regions() {
        int first = below(1, SeededValues.REGIONS.size());
        int count = 2 + below(2, 6);
        return SeededValues.turned(SeededValues.REGIONS, first, count);
    }

    @Override
    public Collection<String> products() {
        Set<String> products = new TreeSet<>(List.of(product()));
        if (chance(3, 10)) {
            products.add(SeededValues.PRODUCTS.get(below(4, SeededValues.PRODUCTS.size())));
        }
        return products;
    }

    @Override
    public boolean hasTag(String key, @Nullable String value) {
        return tags().stream().anyMatch(tag -> tag.key().equals(key) && (value == null || value.equals(tag.value())));
    }

    record Tag(String key, String value) {}

    List<Tag> tags() {
        var all = List.of(
                new Tag("env", pick(5, SeededValues.ENVIRONMENTS)),
                new Tag("owner", pick(6, SeededValues.OWNERS)),
                new Tag("cost-center", "cc-" + (1000 + below(7, 40))));
        return all.subList(0, below(8, 4));
    }

    String id() {
        return inventory.id(position);
    }

    long uid() {
        return inventory.uid();
    }

    boolean isSystem() {
        return inventory.ids().isSystem(position);
    }

    String versionId(int version) {
        return inventory.ids().versionId(position, version);
    }

    int version() {
        return 1 + below(9, 9);
    }

    /**
     * Returns the position of the parent image; -1 if there is none. The parent has a lower position, so there are no
     * cycles.
     */
    int parentPosition() {
        return isSystem() || position == 0 ? -1 : below(10, position);
    }

    /** Returns the nearest system image at or before the parent. */
    int basePosition() {
        int base = parentPosition();
        while (base > 0 && !inventory.ids().isSystem(base)) {
            base--;
        }
        return base;
    }

    SeededImage other(int otherPosition) {
        return new SeededImage(inventory, otherPosition);
    }

    String product() {
        return pick(11, SeededValues.PRODUCTS);
    }

    String imageType() {
        return isSystem() ? "System" : pick(12, SeededValues.IMAGE_TYPES);
    }

    String packageType() {
        return chance(13, 90) ? "ECS" : "ECS_CONTAINER";
    }

    SeededValues.Platform platform() {
        return SeededValues.PLATFORMS.get(below(14, SeededValues.PLATFORMS.size()));
    }

    String protocol() {
        return chance(15, 85) ? "ASP" : "HDX";
    }

    String status() {
        return pick(16, SeededValues.STATUSES);
    }

    String language() {
        return pick(17, SeededValues.LANGUAGES);
    }

    List<String> languages() {
        int first = SeededValues.LANGUAGES.indexOf(language());
        return SeededValues.turned(SeededValues.LANGUAGES, first, 1 + below(18, 3));
    }

    String fotaVersion() {
        return "2." + below(19, 6) + "." + below(20, 10) + "-R-" + (202501 + below(21, 12)) + ".1000";
    }

    List<String> features() {
        return SeededValues.FEATURES.stream()
                .filter(feature -> chance(22 + SeededValues.FEATURES.indexOf(feature), 40))
                .toList();
    }

    boolean hasGraphics() {
        return features().contains("GPU");
    }

    String resourceCategories() {
        return hasGraphics() ? "[\"eds.gpu.category\",\"eds.cpu.category\"]" : "[\"eds.cpu.category\"]";
    }

    String name() {
        return pick(30, SeededValues.NAMES) + "-" + position;
    }

    /**
     * Returns a number from 0 up to, but not including, the bound. The salt makes the uses independent of each other.
     */
    int below(int salt, int bound) {
        return (int) Long.remainderUnsigned(Mix.mixed(seed + salt), bound);
    }

    boolean chance(int salt, int percent) {
        return below(salt, 100) < percent;
    }

    String pick(int salt, List<String> values) {
        return values.get(below(salt, values.size()));
    }

    /** Returns hexadecimal digits in groups of these lengths. */
    String hex(int salt, int... lengths) {
        String digits = "%016x%016x".formatted(Mix.mixed(seed + salt), Mix.mixed(seed - salt));
        var text = new StringBuilder();
        int from = 0;
        for (int length : lengths) {
            text.append(from == 0 ? "" : "-").append(digits, from, from + length);
            from += length;
        }
        return text.toString();
    }

    String uuid(int salt) {
        return hex(salt, 8, 4, 4, 4, 12);
    }

    @Override
    public String toString() {
        return id();
    }
}
