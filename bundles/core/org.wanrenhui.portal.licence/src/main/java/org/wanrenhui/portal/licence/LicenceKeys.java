package org.wanrenhui.portal.licence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Ed25519 keys in PEM files: private ones of a headquarters, public ones as trust anchors named by key id. */
public final class LicenceKeys {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final String ENDING = ".pub";

    private LicenceKeys() {}

    /** A new key pair. */
    public static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /** Writes the private key, readable by its owner only. Fails when the file exists. */
    public static void write(PrivateKey key, Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, pem(PRIVATE, key), StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Writes a public key. */
    public static void write(PublicKey key, Path file) throws IOException {
        Files.writeString(file, pem(PUBLIC, key));
    }

    /** Reads a private key. Throws IOException when the file holds none. */
    public static PrivateKey readPrivate(Path file) throws IOException {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(body(file, PRIVATE)));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no Ed25519 private key", e);
        }
    }

    /** Reads a public key. Throws IOException when the file holds none. */
    public static PublicKey readPublic(Path file) throws IOException {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(body(file, PUBLIC)));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no Ed25519 public key", e);
        }
    }

    /** The trust anchors in a folder by key id, which is the file's name without {@code .pub}; none when it is missing. */
    public static Map<String, PublicKey> anchors(Path folder) throws IOException {
        Map<String, PublicKey> anchors = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                    String name = file.getFileName().toString();
                    anchors.put(name.substring(0, name.length() - ENDING.length()), readPublic(file));
                }
            }
        }
        return anchors;
    }

    private static String pem(String kind, Key key) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END " + kind + "-----\n";
    }

    private static byte[] body(Path file, String kind) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        String begin = "-----BEGIN " + kind + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + kind + "-----");
        if (from < 0 || to < from) {
            throw new IOException(file + " holds no " + kind.toLowerCase(java.util.Locale.ROOT));
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged", e);
        }
    }
}
