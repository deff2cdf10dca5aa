package org.wanrenhui.portal.modules.internal.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

/**
 * What the signature of a jar or KAR is worth, whoever made it: every file in it is read to its end and compared with what was
 * signed (JAR File Specification, Signed JAR File). What only lies beside the signed files makes it {@link Kind#PARTLY} signed,
 * what was changed or taken out {@link Kind#CHANGED}.
 *
 * @param kind    what was found
 * @param signers certificates with which everything in it is signed; empty unless it is {@link Kind#SIGNED}
 * @param claimed whose signature it bears, whether or not it holds; empty when it bears none or an illegible one
 * @param file    in the jar, the first that is to blame; empty when no single one is
 */
public record JarSignature(Kind kind, Set<Certificate> signers, Optional<Certificate> claimed, String file) {

    /** What a signature can be. */
    public enum Kind {
        /** There is none. */
        UNSIGNED,
        /** All of it is signed, and nothing has been changed. */
        SIGNED,
        /** Not all of it is signed, or not by the same. */
        PARTLY,
        /** It is not what was signed. */
        CHANGED,
        /** There is something like a signature that says nothing, for instance one by an algorithm that is no longer safe. */
        WORTHLESS
    }

    private static final String FOLDER = "META-INF/";
    private static final List<String> BLOCKS = List.of(".RSA", ".DSA", ".EC");

    /** Reads the whole file. Throws {@link IOException} when it is no archive or cannot be read. */
    public static JarSignature of(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile(), true);
                ZipFile plain = new ZipFile(file.toFile())) {
            return new Reading(jar, plain).result();
        }
    }

    /** One pass through a jar. */
    private static final class Reading {

        private final JarFile jar;
        /** The same past the verifier, as whoever uses the file reads it. */
        private final ZipFile plain;

        private final List<JarEntry> entries;
        private final Set<String> names = new HashSet<>();
        private Set<Certificate> signers;
        private String unsigned = "";

        Reading(JarFile jar, ZipFile plain) {
            this.jar = jar;
            this.plain = plain;
            this.entries = Collections.list(jar.entries());
        }

        JarSignature result() throws IOException {
            Optional<Certificate> claimed = claimed();
            boolean bearsOne = entries.stream()
                    .map(entry -> entry.getName().toUpperCase(Locale.ROOT))
                    .anyMatch(name -> isSignature(name) && name.endsWith(".SF"));
            if (!bearsOne) {
                return new JarSignature(Kind.UNSIGNED, Set.of(), Optional.empty(), "");
            }
            try {
                verifySignature();
            } catch (SecurityException | IOException e) {
                return new JarSignature(Kind.CHANGED, Set.of(), claimed, JarFile.MANIFEST_NAME);
            }
            for (JarEntry entry : entries) {
                try {
                    read(entry);
                } catch (SecurityException | IOException e) {
                    // The archive itself was readable, so that a file which is not has been changed.
                    return new JarSignature(Kind.CHANGED, Set.of(), claimed, entry.getName());
                }
            }
            String missing = missing();
            if (!missing.isEmpty()) {
                return new JarSignature(Kind.CHANGED, Set.of(), claimed, missing);
            }
            if (signers == null) {
                return new JarSignature(Kind.WORTHLESS, Set.of(), claimed, "");
            }
            return signers.isEmpty()
                    ? new JarSignature(Kind.PARTLY, Set.of(), claimed, unsigned)
                    : new JarSignature(Kind.SIGNED, Set.copyOf(signers), claimed, "");
        }

        /** Whether the signature fits the list of digests; with the first file it is looked at, before that file itself is. */
        private void verifySignature() throws IOException {
            Optional<JarEntry> first =
                    entries.stream().filter(Reading::isContent).findFirst();
            if (first.isPresent()) {
                jar.getInputStream(first.get()).close();
            }
        }

        private static boolean isContent(JarEntry entry) {
            return !entry.isDirectory()
                    && !entry.getName().equals(JarFile.MANIFEST_NAME)
                    && !isSignature(entry.getName().toUpperCase(Locale.ROOT));
        }

        private void read(JarEntry entry) throws IOException {
            String name = entry.getName();
            if (!names.add(name)) {
                throw new SecurityException("twice in the archive: " + name);
            }
            if (!isContent(entry)) {
                return;
            }
            long verified = length(jar.getInputStream(entry));
            // The verifier stops at the size that the archive names, while others read on to the end of what is packed.
            if (verified != entry.getSize() || verified != length(plain.getInputStream(plain.getEntry(name)))) {
                throw new SecurityException("longer or shorter than it says: " + name);
            }
            CodeSigner[] own = entry.getCodeSigners();
            Set<Certificate> certificates = own == null
                    ? Set.of()
                    : Arrays.stream(own)
                            .map(signer ->
                                    signer.getSignerCertPath().getCertificates().get(0))
                            .map(X509Certificate.class::cast)
                            .map(Certificate::of)
                            .collect(Collectors.toSet());
            if (signers == null && own != null) {
                signers = new HashSet<>(certificates);
                if (!unsigned.isEmpty()) {
                    signers.clear();
                }
            } else if (signers != null) {
                signers.retainAll(certificates);
            }
            if (unsigned.isEmpty() && (own == null || signers.isEmpty())) {
                unsigned = name;
            }
        }

        private static long length(InputStream content) throws IOException {
            try (content) {
                return content.transferTo(OutputStream.nullOutputStream());
            }
        }

        /** A file that was signed and is not there; empty when there is none. */
        private String missing() throws IOException {
            Manifest manifest = jar.getManifest();
            return manifest == null
                    ? ""
                    : manifest.getEntries().entrySet().stream()
                            .filter(entry -> hasDigest(entry.getValue()))
                            .map(Map.Entry::getKey)
                            .filter(name -> !names.contains(name))
                            .sorted()
                            .findFirst()
                            .orElse("");
        }

        private static boolean hasDigest(Attributes attributes) {
            return attributes.keySet().stream()
                    .anyMatch(key -> key.toString().toUpperCase(Locale.ROOT).endsWith("-DIGEST"));
        }

        /** The certificate that the first signature block begins with. */
        private Optional<Certificate> claimed() throws IOException {
            for (JarEntry entry : entries) {
                String name = entry.getName().toUpperCase(Locale.ROOT);
                if (isSignature(name) && BLOCKS.stream().anyMatch(name::endsWith)) {
                    try (InputStream in = plain.getInputStream(plain.getEntry(entry.getName()))) {
                        return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                                .filter(X509Certificate.class::isInstance)
                                .map(X509Certificate.class::cast)
                                .map(Certificate::of)
                                .findFirst();
                    } catch (CertificateException e) {
                        return Optional.empty();
                    }
                }
            }
            return Optional.empty();
        }

        /** Whether a file, its name in capitals, belongs to a signature and is therefore not covered by one. */
        private static boolean isSignature(String name) {
            String plain = name.startsWith(FOLDER) ? name.substring(FOLDER.length()) : "/";
            return plain.indexOf('/') < 0
                    && (plain.startsWith("SIG-")
                            || plain.endsWith(".SF")
                            || BLOCKS.stream().anyMatch(plain::endsWith));
        }
    }
}
