package org.imageinventory.sync;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The expected rows of a served element, from an independent and simple implementation of the contract. */
final class ServedElement {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Map<String, String> SCALARS = new LinkedHashMap<>();

    static {
        for (var text : List.of(
                "ImageName",
                "ImageType",
                "PackageType",
                "Description",
                "OsType",
                "ProtocolType",
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
                "ImageCreateMode",
                "Distro",
                "VersionName",
                "PlatformName",
                "VolumeEncryptionKey",
                "SessionType",
                "FotaChannel",
                "Scene",
                "ImageIconUrl",
                "EnvironmentId")) {
            SCALARS.put(text, "text");
        }
        for (var number : List.of("BizType", "SystemDiskSize", "DataDiskSize", "Rating")) {
            SCALARS.put(number, "integer");
        }
        for (var truth : List.of("OnlineVersion", "VolumeEncryptionEnabled", "CompatibleMode")) {
            SCALARS.put(truth, "boolean");
        }
        SCALARS.put("AliUid", "bigint");
        SCALARS.put("GmtCreate", "time");
        SCALARS.put("GmtModified", "time");
    }

    /** The levels of a document. A value nested more deeply is stored as text. */
    private static final int DEEPEST = 2_000;

    private static final JsonMapper DEEP = JsonMapper.builder(JsonFactory.builder()
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(10_000)
                            .build())
                    .build())
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    /** The mapper for arrays in texts. */
    private static final JsonMapper INNER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .build();

    private final JsonNode element;

    ServedElement(JsonNode element) {
        this.element = storable(element);
    }

    String imageId() {
        return element.path("ImageId").asString();
    }

    /** Returns the document as jsonb returns it: numbers by value, without what jsonb refuses. */
    JsonNode document() {
        return element;
    }

    /** Returns JSON with sorted members. Comparing nodes would need more stack than there is. */
    static String text(JsonNode json) {
        return DEEP.writeValueAsString(json);
    }

    /** Returns the columns of {@code image} that come from the API. */
    Map<String, @Nullable Object> columns() {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        SCALARS.forEach((field, type) -> columns.put(
                field.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT),
                scalar(element.path(field), type)));
        return columns;
    }

    /** Returns the rows of a list's table, without keys and positions. */
    Set<List<@Nullable Object>> rows(String table) {
        return switch (table) {
            case "image_tag" -> objects("TagList", "Key", "Value");
            case "image_snapshot" ->
                objects(
                        "SnapshotList",
                        "SnapshotId",
                        "VersionId",
                        "DiskType",
                        "DiskSubType",
                        "BindType",
                        "DiskCategory",
                        "Size:integer");
            case "image_region_state" ->
                objects("ImageRegionDistributeList", "RegionId", "VersionId", "Status", "Progress:percent");
            case "image_app" -> objects("AppList", "AppId", "AppName");
            case "image_region" -> texts("ImageRegionList", false);
            case "image_feature" -> texts("FeatureList", false);
            case "image_language" -> texts("SupportedLanguageList", false);
            case "image_driver" -> texts("DriverList", true);
            case "image_resource_category" -> texts("ResourceInstanceCategory", true);
            default -> throw new IllegalArgumentException(table);
        };
    }

    private Set<List<@Nullable Object>> objects(String list, String... members) {
        var rows = new HashSet<List<@Nullable Object>>();
        for (var object : array(element.path(list))) {
            if (object.isObject()) {
                var row = new ArrayList<@Nullable Object>();
                for (var member : members) {
                    var parts = member.split(":", 2);
                    row.add(scalar(object.path(parts[0]), parts.length == 1 ? "text" : parts[1]));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private Set<List<@Nullable Object>> texts(String list, boolean json) {
        var rows = new HashSet<List<@Nullable Object>>();
        var value = element.path(list);
        Consumer<String> add = text -> rows.add(Arrays.asList(text));
        if (json && value.isString()) {
            inner(value, add);
        }
        for (var entry : array(value)) {
            if (json) {
                inner(entry, add);
            } else if (scalar(entry, "text") instanceof String text) {
                add.accept(text);
            }
        }
        return rows;
    }

    /** Adds the values of an array, even if the array is in a text. Otherwise adds the text. */
    private static void inner(JsonNode entry, Consumer<String> add) {
        if (entry.isArray()) {
            entry.forEach(inside -> inner(inside, add));
            return;
        }
        if (!(scalar(entry, "text") instanceof String text)) {
            return;
        }
        try {
            var array = INNER.readTree(text);
            if (array.isArray()) {
                for (var value : storable(array)) {
                    if (scalar(value, "text") instanceof String inside) {
                        add.accept(inside);
                    }
                }
                return;
            }
            add.accept(text);
        } catch (JacksonException e) {
            add.accept(text);
        }
    }

    private static Iterable<JsonNode> array(JsonNode value) {
        return value.isArray() ? value : List.of();
    }

    private static @Nullable Object scalar(JsonNode value, String type) {
        if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
            return null;
        }
        var text = value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asString();
        return switch (type) {
            case "text" -> text;
            case "integer" ->
                value.isBoolean() ? null : whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer::valueOf);
            case "bigint" -> value.isBoolean() ? null : whole(text, Long.MIN_VALUE, Long.MAX_VALUE, Long::valueOf);
            case "percent" -> value.isBoolean() ? null : whole(text.replace("%", ""), 0, 100, Integer::valueOf);
            case "boolean" ->
                text.equalsIgnoreCase("true") ? Boolean.TRUE : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
            case "time" -> value.isString() ? time(text) : null;
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static @Nullable Object whole(String text, long least, long most, Function<String, Object> reading) {
        if (!text.strip().matches("[+-]?\\d+")) {
            return null;
        }
        var number = new BigDecimal(text.strip());
        var fits = number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
        return fits ? reading.apply(number.toPlainString()) : null;
    }

    private static @Nullable Instant time(String text) {
        var iso = text.replaceFirst(" ", "T");
        try {
            var instant = iso.matches(".{11}.*([+-]\\d\\d:?\\d\\d|Z)")
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).atZone(SHANGHAI).toInstant();
            // Times are stored if they are in the years 1 to 9999 in every time zone.
            return instant.isBefore(Instant.parse("9999-12-31T00:00:00Z")) ? instant : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns a node as jsonb stores it: refused values are replaced, and numbers have no trailing zeros. */
    static JsonNode storable(JsonNode node) {
        return storable(node, 1);
    }

    private static JsonNode storable(JsonNode node, int level) {
        var nodes = JsonNodeFactory.instance;
        if (node.isContainer() && level > DEEPEST) {
            return nodes.stringNode(text(node));
        }
        if (node.isObject()) {
            var object = nodes.objectNode();
            for (var member : node.properties()) {
                object.set(clean(member.getKey()), storable(member.getValue(), level + 1));
            }
            return object;
        }
        if (node.isArray()) {
            var array = nodes.arrayNode();
            for (var element : node) {
                array.add(storable(element, level + 1));
            }
            return array;
        }
        if (node.isString()) {
            return nodes.stringNode(clean(node.stringValue()));
        }
        if (!node.isNumber()) {
            return node;
        }
        var number = node.decimalValue().stripTrailingZeros();
        var isHuge = number.precision() - number.scale() > 1000 || number.scale() > 1000;
        return isHuge ? nodes.stringNode(node.asString()) : nodes.numberNode(number);
    }

    private static String clean(String text) {
        var cleaned = new StringBuilder();
        text.codePoints()
                .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
                .forEach(cleaned::appendCodePoint);
        return cleaned.toString();
    }
}
