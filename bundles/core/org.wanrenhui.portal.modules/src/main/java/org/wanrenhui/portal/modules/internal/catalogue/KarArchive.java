package org.wanrenhui.portal.modules.internal.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * An archive of Karaf features (KAR) that has been dropped in: its bundles, in the order in which its features name them.
 * Nothing of it is unpacked.
 */
final class KarArchive implements AutoCloseable {

    private static final String ENDING = ".kar";
    private static final String REPOSITORY = "repository/";
    private static final String NAMESPACE = "http://karaf.apache.org/xmlns/features/";
    /** A descriptor is a page of text; whoever sends a gigabyte means something else. */
    private static final int LARGEST_DESCRIPTOR = 1 << 20;
    /** What says more about a feature, or asks for what the framework asks each bundle for anyway. */
    private static final Set<String> HARMLESS = Set.of("details", "feature", "requirement", "capability");

    /** An archive that is not taken, with the reason for an operator. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;
        private final transient Trouble trouble;

        Refused(Trouble trouble) {
            super(trouble.key() + " " + trouble.arguments());
            this.trouble = trouble;
        }

        Trouble trouble() {
            return trouble;
        }
    }

    private final ZipFile zip;
    /** Path in the archive, by group and artifact: what stays the same from one version to the next. */
    private final Map<String, String> bundles = new LinkedHashMap<>();

    private KarArchive(ZipFile zip) {
        this.zip = zip;
    }

    /** Whether a file is called like one. */
    static boolean isCalledSo(Path file) {
        return file.getFileName().toString().endsWith(ENDING);
    }

    /**
     * Opens and reads the descriptors. Throws {@link Refused} when it holds no bundle, names one that is not in it, or wants to
     * change more of the container than bundles, and what the zip reader throws when it is no archive at all.
     */
    static KarArchive open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        KarArchive archive = new KarArchive(zip);
        try {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory() && entry.getName().endsWith(".xml")) {
                    archive.readDescriptor(entry);
                }
            }
            if (archive.bundles.isEmpty()) {
                throw refused("module.trouble.kar-empty");
            }
            return archive;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** Names of its bundles: {@code <group>/<artifact>}, with classifier where there is one. */
    List<String> bundles() {
        return List.copyOf(bundles.keySet());
    }

    InputStream content(String bundle) throws IOException {
        return zip.getInputStream(zip.getEntry(bundles.get(bundle)));
    }

    /** SHA-256 of a bundle, in hexadecimal digits. */
    String digest(String bundle) throws IOException {
        try (InputStream in = content(bundle)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[16384];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void readDescriptor(ZipEntry entry) throws IOException {
        byte[] text;
        try (InputStream in = zip.getInputStream(entry)) {
            text = in.readNBytes(LARGEST_DESCRIPTOR);
        }
        Element root = parse(entry.getName(), text).getDocumentElement();
        if (!"features".equals(root.getLocalName())
                || root.getNamespaceURI() == null
                || !root.getNamespaceURI().startsWith(NAMESPACE)) {
            return;
        }
        for (Element feature : children(root)) {
            if ("feature".equals(feature.getLocalName())) {
                readFeature(feature);
            }
        }
    }

    private void readFeature(Element feature) throws IOException {
        for (Element part : children(feature)) {
            if ("bundle".equals(part.getLocalName())) {
                add(part.getTextContent().strip());
            } else if (!HARMLESS.contains(part.getLocalName())) {
                throw refused("module.trouble.kar-more", feature.getAttribute("name"), part.getLocalName());
            }
        }
    }

    /** {@code mvn:group/artifact/version[/type[/classifier]]}, which is in the archive's own repository. */
    private void add(String address) throws IOException {
        String[] parts = address.startsWith("mvn:") ? address.substring(4).split("/") : new String[0];
        if (parts.length < 3 || parts.length > 5) {
            throw refused("module.trouble.kar-address", address);
        }
        String type = parts.length > 3 && !parts[3].isEmpty() ? parts[3] : "jar";
        String classifier = parts.length > 4 ? "-" + parts[4] : "";
        String path = REPOSITORY + parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/" + parts[1] + "-"
                + parts[2] + classifier + "." + type;
        if (zip.getEntry(path) == null) {
            throw refused("module.trouble.kar-lacks", address);
        }
        bundles.put(parts[0] + "/" + parts[1] + classifier, path);
    }

    private static Document parse(String name, byte[] text) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new java.io.ByteArrayInputStream(text));
        } catch (SAXException e) {
            throw refused("module.trouble.kar-malformed", name, String.valueOf(e.getMessage()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refused refused(String key, String... arguments) {
        return new Refused(Trouble.of(key, arguments));
    }

    private static List<Element> children(Element of) {
        List<Element> all = new ArrayList<>();
        for (Node child = of.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                all.add(element);
            }
        }
        return all;
    }
}
