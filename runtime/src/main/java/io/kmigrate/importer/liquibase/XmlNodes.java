package io.kmigrate.importer.liquibase;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.ImportMessages;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML. It opens nothing that a document names. */
final class XmlNodes {
    private XmlNodes() {}

    static Node read(String text, String file) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // What stands before the first element says nothing.
            }
            return element(reader);
        } catch (XMLStreamException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
            throw new MigrationException(
                    ImportMessages.unreadable(file + ":" + line, "it is no well-formed XML"), broken);
        }
    }

    private static Node element(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int place = 0; place < reader.getAttributeCount(); place++) {
            attributes.put(reader.getAttributeLocalName(place), reader.getAttributeValue(place));
        }
        String name = reader.getLocalName();
        int line = reader.getLocation().getLineNumber();
        List<Node> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(reader));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                return new Node(name, attributes, children, text.toString(), line);
            }
        }
    }
}
