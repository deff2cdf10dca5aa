package org.wanrenhui.portal.modules.internal.trust;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;

/** A publisher's X.509 certificate. Two are the same when all their bytes are. */
public final class Certificate {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private final X509Certificate x509;
    private final byte[] bytes;

    private Certificate(X509Certificate x509, byte[] bytes) {
        this.x509 = x509;
        this.bytes = bytes;
    }

    static Certificate of(X509Certificate x509) {
        try {
            return new Certificate(x509, x509.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    /** Reads one certificate as PEM. Throws {@link IllegalArgumentException} when it is none, several, or anything besides. */
    public static Certificate ofPem(String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || text.indexOf(END) != text.length() - END.length()) {
            throw new IllegalArgumentException("not one certificate as PEM");
        }
        try {
            Collection<? extends java.security.cert.Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
            if (all.size() == 1 && all.iterator().next() instanceof X509Certificate x509) {
                return of(x509);
            }
            throw new IllegalArgumentException("not one certificate");
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    /** As it is kept and shown: header, lines of 64 characters, footer. */
    public String pem() {
        return BEGIN + "\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n" + END + "\n";
    }

    /** SHA-256 of the certificate in 64 hexadecimal digits, which its owner can read out on the telephone. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whose it is, as it says itself: {@code CN=…, O=…}. */
    public String name() {
        return x509.getSubjectX500Principal().toString();
    }

    public Instant from() {
        return x509.getNotBefore().toInstant();
    }

    public Instant until() {
        return x509.getNotAfter().toInstant();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Certificate certificate && MessageDigest.isEqual(bytes, certificate.bytes);
    }

    @Override
    public int hashCode() {
        return x509.hashCode();
    }
}
