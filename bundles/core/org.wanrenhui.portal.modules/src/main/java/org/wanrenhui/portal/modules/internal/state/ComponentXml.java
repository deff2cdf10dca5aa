package org.wanrenhui.portal.modules.internal.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What a component's description (OSGi Declarative Services) says of it: enough for a plan. */
record ComponentXml(String name, List<String> provides) {

    static ComponentXml read(URL url) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = url.openStream()) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            String name = "";
            List<String> provides = new ArrayList<>();
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (reader.getLocalName()) {
                        case "component" -> name = reader.getAttributeValue(null, "name");
                        case "provide" -> provides.add(reader.getAttributeValue(null, "interface"));
                        default -> {
                            // References and properties do not matter here.
                        }
                    }
                }
            }
            return new ComponentXml(String.valueOf(name), provides);
        } catch (XMLStreamException e) {
            return new ComponentXml(url.getPath(), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
