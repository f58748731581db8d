package org.imageinventory.sync;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imageinventory.image.ListField;
import org.imageinventory.image.ScalarField;

/**
 * Elements of {@code Data[]} that no API should send: any JSON type in any documented field and list element, numbers
 * and texts of every size, and values that parsers or databases refuse. The same seed gives the same elements.
 */
final class OddElements {

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "-0.0",
            "1.50",
            "1e3",
            "1e400",
            "-1e-400",
            "1e4000",
            "1e999999999",
            "1e-999999999",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "123456789012345678901234567890",
            "0.123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"text\"",
            "\"7\"",
            "\" 7 \"",
            "\"1.0\"",
            "\"1e400\"",
            "\"123456789012345678901234567890\"",
            "\"70%\"",
            "\"101%\"",
            "\"-5%\"",
            "\"TRUE\"",
            "\"no\"",
            "\"2025-04-25 15:13:57\"",
            "\"2025-04-25T15:13:57+02:00\"",
            "\"2025-04-25\"",
            "\"0000-00-00 00:00:00\"",
            "\"99999-01-01 00:00:00\"",
            "\"2025-02-29 00:00:00\"",
            "\"9999-12-31 23:59:59\"",
            "\"1600-01-01 00:00:00\"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud83d x\"",
            "\"\\ud83d\\ude00\"",
            "\"\u0001raw\u001f\"",
            "\"\uFFFF\uFEFF\u202E\"",
            "\"" + Placeholder.BAD_UTF8 + "x" + Placeholder.CUT_UTF8 + "\"",
            "\"[\\\"a\\\",1,null,[2],{}]\"",
            "\"[\\\"broken\\\"\"",
            "\"[\\\"\\\\u0000\\\"]\"",
            "{}",
            "[]",
            "[[]]",
            "{\"a\":{\"b\":null}}",
            "{\"\":1}",
            "{\"k\":1,\"k\":2}",
            "{\"\\u0000\":1}",
            "[null]",
            "[1,\"1\",true]");

    /** Characters that are later replaced by bytes that are not UTF-8. */
    private static final class Placeholder {
        private static final char BAD_UTF8 = '\uE000';
        private static final char CUT_UTF8 = '\uE001';
    }

    private static final List<String> UNUSABLE = List.of(
            "null",
            "7",
            "1e400",
            "true",
            "\"text\"",
            "\"\\u0000\"",
            "[]",
            "[{\"ImageId\":\"in-a-list\"}]",
            "{}",
            "{\"ImageId\":null}",
            "{\"ImageId\":\"\",\"Status\":\"AVAILABLE\"}",
            "{\"ImageId\":{\"ImageId\":\"inside\"}}",
            "{\"ImageId\":[\"in-a-list\"],\"Rating\":\"a\\u0000b\"}",
            "{\"ImageId\":\"" + "x".repeat(513) + "\"}",
            "{\"imageId\":\"lower-case\",\"TagList\":[{\"Key\":\"k\"}]}",
            "{\"ImageId\":\"garbled\",\"Rating\":1x}",
            "{\"ImageId\":\"garbled\",\"ImageName\":\"\\q" + Placeholder.BAD_UTF8 + "\"}",
            "{\"ImageId\":\"garbled\" \"Status\":\"INIT\"}",
            "{\"ImageId\":\"garbled\",\"TagList\":[{\"Key\":\"k\"]}",
            "{\"ImageId\":\"garbled\",\"Rating\":007}",
            "nul");

    private final Random random;

    OddElements(Random random) {
        this.random = random;
    }

    /** Returns an image with this ID, as JSON text. */
    byte[] image(String id) {
        var members = new ArrayList<String>();
        members.add(member("ImageId", "\"" + id + "\""));
        for (var i = random.nextInt(10); i >= 0; i--) {
            members.add(random.nextBoolean() ? scalar() : list());
        }
        if (random.nextInt(3) == 0) {
            members.add(member(pick(List.of("Unknown", "U.n[k]\\\"n", "\\u0000", "\\ud800", "")), value(2)));
        }
        Collections.shuffle(members, random);
        return bytes("{" + String.join(pick(List.of(",", " ,\n", "\t,\r\n ")), members) + "}");
    }

    /** Returns an element without a usable ID. */
    byte[] unusable() {
        return bytes(pick(UNUSABLE));
    }

    /** Returns an image of the maximum size or larger: with a long text, list or number, or with deep nesting. */
    byte[] largeImage(String id) {
        var field = pick(List.of(ScalarField.values())).apiName();
        var list = pick(List.of(ListField.values()));
        var large =
                switch (random.nextInt(7)) {
                    case 0 -> member(field, "\"" + noise(1 << 20) + "\"");
                    case 1 -> member(list.apiName(), "[" + element(list, "\"" + noise(1 << 20) + "\"") + "]");
                    case 2 ->
                        member(
                                list.apiName(),
                                IntStream.range(0, 10_000)
                                        .mapToObj(i -> element(list, "\"e-" + i + "\""))
                                        .collect(Collectors.joining(",", "[", "]")));
                    case 3 -> member(random.nextBoolean() ? field : list.apiName(), deep(1_000 + random.nextInt(990)));
                    case 4 ->
                        member(random.nextBoolean() ? "Unknown" : list.apiName(), deep(2_000 + random.nextInt(500)));
                    case 5 ->
                        member(random.nextBoolean() ? "Unknown" : field, "9".repeat(2_000 + random.nextInt(150_000)));
                    default -> member(noise(100_000), deep(1_000));
                };
        return bytes("{" + member("ImageId", "\"" + id + "\"") + "," + large + "}");
    }

    /** Returns any JSON value. */
    String value(int depth) {
        return switch (depth == 0 ? 2 : random.nextInt(8)) {
            case 0 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
            case 1 -> "{\"m\":" + value(depth - 1) + ",\"n\\ud800\":" + value(depth - 1) + "}";
            default -> pick(VALUES);
        };
    }

    /** Returns a value with this number of nested lists and objects. */
    String deep(int levels) {
        var objects = random.nextBoolean();
        return (objects ? "{\"d\":" : "[").repeat(levels) + "0" + (objects ? "}" : "]").repeat(levels);
    }

    private String scalar() {
        var name = pick(List.of(ScalarField.values())).apiName();
        var member = member(name, value(1));
        return random.nextInt(12) == 0 ? member + "," + member(name, value(0)) : member;
    }

    private String list() {
        var list = pick(List.of(ListField.values()));
        if (random.nextInt(5) == 0) {
            return member(list.apiName(), value(1));
        }
        return member(
                list.apiName(),
                IntStream.range(0, random.nextInt(5))
                        .mapToObj(i -> element(list, value(1)))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private String element(ListField list, String value) {
        if (list.members().isEmpty() || random.nextInt(8) == 0) {
            return value;
        }
        return list.members().stream()
                .filter(member -> random.nextInt(4) > 0)
                .map(member -> member(member.apiName(), random.nextInt(3) == 0 ? value(0) : value))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":" + value;
    }

    /** Returns letters that do not compress. */
    private String noise(int length) {
        return random.ints(length, 'A', 'z' + 1)
                .map(c -> c == '\\' ? '-' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static byte[] bytes(String json) {
        return new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                .replace("\u00EE\u0080\u0080", "\u00FF")
                .replace("\u00EE\u0080\u0081", "\u00E4\u00B8")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
