package org.imageinventory.listimage;

import java.io.StringReader;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A reader of errors in XML, which a gateway sends if it did not learn that the client wants JSON. */
final class XmlError {

    private static final Set<String> MEMBERS = Set.of("Code", "Message", "RequestId");

    private XmlError() {}

    /** Returns the members as an error in JSON has them; null if the text is not XML or has no code. */
    static @Nullable JsonNode in(String text) {
        var begin = text.indexOf('<'); // after white space or a byte order mark
        if (begin < 0) {
            return null;
        }
        var members = JsonNodeFactory.instance.objectNode();
        try {
            var reader = readers().createXMLStreamReader(new StringReader(text.substring(begin)));
            while (reader.hasNext()) {
                var name = reader.next() == XMLStreamConstants.START_ELEMENT ? reader.getLocalName() : "";
                if (MEMBERS.contains(name) && !members.has(name)) {
                    members.put(name, reader.getElementText());
                }
            }
        } catch (XMLStreamException e) {
            // HTML, or cut off: the members before that place are enough
        }
        return members.has("Code") ? members : null;
    }

    /** Returns a factory of readers that follow no references, because the text may come from anybody. */
    private static XMLInputFactory readers() {
        var readers = XMLInputFactory.newDefaultFactory();
        readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return readers;
    }
}
