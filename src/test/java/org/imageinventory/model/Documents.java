package org.imageinventory.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random images, and random edits of their fields and list elements. Some edits change nothing that counts. */
final class Documents {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> TEXTS = List.of("a", "b", "", "镜像", "x\\u0001y");
    private static final List<String> SCALARS = List.of(
            "Status",
            "ImageName",
            "Description",
            "OsType",
            "VersionId",
            "GmtModified",
            "Platform",
            "SystemDiskSize",
            "DataDiskSize",
            "Rating",
            "VolumeEncryptionEnabled",
            "Distro",
            "BrandNewField");
    private static final List<String> LISTS = List.of(
            "TagList",
            "SnapshotList",
            "ImageRegionDistributeList",
            "AppList",
            "ImageRegionList",
            "FeatureList",
            "SupportedLanguageList",
            "DriverList",
            "BrandNewList");

    private Documents() {}

    static ObjectNode random(Random random, String id, String product) {
        var image = JSON.createObjectNode().put("ImageId", id).put("ProductType", product);
        for (var i = 0; i < 8; i++) {
            edit(random, image);
        }
        return image;
    }

    static void edit(Random random, ObjectNode image) {
        switch (random.nextInt(10)) {
            case 0 -> reorder(random, image);
            case 1 -> image.set(LISTS.get(random.nextInt(LISTS.size())), nothing(random));
            case 2 ->
                image.put(
                        "ResourceInstanceCategory", "[\"c" + random.nextInt(3) + "\", \"c" + random.nextInt(3) + "\"]");
            case 3, 4, 5 -> editList(random, image, LISTS.get(random.nextInt(LISTS.size())));
            default -> {
                var field = SCALARS.get(random.nextInt(SCALARS.size()));
                image.set(field, scalar(random, field));
            }
        }
    }

    private static JsonNode nothing(Random random) {
        return random.nextBoolean() ? JSON.nullNode() : JSON.createArrayNode();
    }

    private static JsonNode scalar(Random random, String field) {
        var nodes = JSON.getNodeFactory();
        return switch (random.nextInt(8)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.numberNode(random.nextInt(4));
            case 2 -> nodes.stringNode(String.valueOf(random.nextInt(4)));
            case 3 ->
                field.equals("BrandNewField")
                        ? JSON.createObjectNode().put("x", random.nextInt(2))
                        : nodes.booleanNode(random.nextBoolean());
            default ->
                field.startsWith("Gmt")
                        ? nodes.stringNode("2025-04-2" + random.nextInt(10) + " 10:00:00")
                        : nodes.stringNode(TEXTS.get(random.nextInt(TEXTS.size())));
        };
    }

    private static void editList(Random random, ObjectNode image, String name) {
        var list = image.get(name) instanceof ArrayNode array ? array : image.putArray(name);
        switch (random.nextInt(4)) {
            case 0 -> list.removeAll();
            case 1 -> {
                if (!list.isEmpty()) {
                    list.remove(random.nextInt(list.size()));
                }
            }
            case 2 -> {
                // An exact duplicate changes nothing.
                if (!list.isEmpty()) {
                    list.add(list.get(random.nextInt(list.size())));
                }
            }
            default -> list.add(element(random, name));
        }
    }

    private static JsonNode element(Random random, String list) {
        var key = "k" + random.nextInt(4);
        var value = TEXTS.get(random.nextInt(TEXTS.size()));
        return switch (list) {
            case "TagList" -> JSON.createObjectNode().put("Key", key).put("Value", value);
            case "AppList" -> JSON.createObjectNode().put("AppId", key).put("AppName", value);
            case "SnapshotList" ->
                JSON.createObjectNode()
                        .put("SnapshotId", random.nextInt(4) == 0 ? "" : key)
                        .put("DiskType", value)
                        .put("Size", random.nextInt(3));
            case "ImageRegionDistributeList" ->
                JSON.createObjectNode()
                        .put("RegionId", "cn-" + random.nextInt(3))
                        .put("Status", value)
                        .put("Progress", random.nextInt(101) + "%");
            case "DriverList" -> JSON.getNodeFactory().stringNode("[\"d" + random.nextInt(4) + "\"]");
            default -> JSON.getNodeFactory().stringNode(key);
        };
    }

    /** Changes the order of members and elements, which does not change the image. */
    private static void reorder(Random random, ObjectNode image) {
        var names = new ArrayList<>(image.propertyNames());
        Collections.shuffle(names, random);
        var members = new ArrayList<JsonNode>();
        names.forEach(name -> members.add(image.get(name)));
        image.removeAll();
        for (var i = 0; i < names.size(); i++) {
            if (members.get(i) instanceof ArrayNode list) {
                var elements = new ArrayList<JsonNode>();
                list.forEach(elements::add);
                Collections.shuffle(elements, random);
                list.removeAll();
                list.addAll(elements);
            }
            image.set(names.get(i), members.get(i));
        }
    }
}
