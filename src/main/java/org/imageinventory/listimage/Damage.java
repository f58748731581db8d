package org.imageinventory.listimage;

import java.util.List;
import java.util.regex.Pattern;
import org.imageinventory.image.DocumentJson;
import org.imageinventory.listimage.json.ElementScan.Element;
import org.imageinventory.listimage.json.ElementScan.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The damaged elements of a page: they are not JSON, or contain bytes that are not UTF-8.
 *
 * @param text a description of the first one, and the number of others
 * @param readable whether all of them are JSON
 */
record Damage(String text, boolean readable) {

    private static final Pattern IMAGE_ID = Pattern.compile("\"ImageId\"\\s*:\\s*\"([!-~&&[^\"\\\\]]{1,128})\"");

    /** Returns the damage; null if no element is damaged. */
    static @Nullable Damage of(byte[] response, List<Element> elements) {
        var damaged =
                elements.stream().filter(element -> element.text() != Text.JSON).toList();
        if (damaged.isEmpty()) {
            return null;
        }
        var first = damaged.get(0);
        var more = damaged.size() == 1 ? "" : ", and " + (damaged.size() - 1) + " more are damaged";
        return new Damage(
                "element " + (elements.indexOf(first) + 1) + " of Data" + name(response, first) + what(response, first)
                        + more,
                damaged.stream().noneMatch(element -> element.text() == Text.NOT_JSON));
    }

    private static String name(byte[] response, Element element) {
        var text =
                DocumentJson.unreadable(response, element.from(), element.to()).asString();
        var imageId = IMAGE_ID.matcher(text);
        return imageId.find() ? " (ImageId " + imageId.group(1) + ")" : "";
    }

    private static String what(byte[] response, Element element) {
        if (element.text() == Text.NOT_UTF8) {
            return " has bytes that are not UTF-8";
        }
        try {
            DocumentJson.repaired(response, element.from(), element.to());
            return " is not JSON";
        } catch (JacksonException e) {
            return " is not JSON (" + SafeText.of(e.getOriginalMessage()) + ")";
        }
    }
}
