package org.wanrenhui.membership.internal.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.wanrenhui.portal.api.web.Problem;

/**
 * Argon2id with the parameters that OWASP recommends as a minimum (19 MiB, two passes, one lane; RFC 9106). At most half
 * of the processors compute hashes at a time; who waits longer than three seconds is told to try again, so a flood of
 * sign-ins slows sign-ins and nothing else.
 */
@Component
public final class Argon2Passwords implements Passwords {

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int WAIT_SECONDS = 3;
    private static final int QUEUE = 64;

    private final Semaphore room =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final String nobody;

    @Activate
    public Argon2Passwords() {
        nobody = hash(Tokens.token());
    }

    @Override
    public String hash(String password) {
        byte[] salt = Tokens.bytes(SALT_BYTES);
        byte[] hash = derive(password, salt, MEMORY_KIB, PASSES);
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$" + encoder.encodeToString(salt) + "$"
                + encoder.encodeToString(hash);
    }

    @Override
    public boolean matches(String password, String hash) {
        String[] parts = hash.split("\\$");
        if (parts.length != 6 || !parts[1].equals("argon2id")) {
            return false;
        }
        String[] costs = parts[3].split("[=,]");
        Base64.Decoder decoder = Base64.getDecoder();
        byte[] computed =
                derive(password, decoder.decode(parts[4]), Integer.parseInt(costs[1]), Integer.parseInt(costs[3]));
        return MessageDigest.isEqual(computed, decoder.decode(parts[5]));
    }

    @Override
    public void pretend(String password) {
        matches(password, nobody);
    }

    private byte[] derive(String password, byte[] salt, int memory, int passes) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build();
        byte[] input = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        byte[] output = new byte[HASH_BYTES];
        enter();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(input, output);
            return output;
        } finally {
            room.release();
        }
    }

    private void enter() {
        try {
            if (room.getQueueLength() < QUEUE && room.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.of(503, "busy", "membership.busy");
    }
}
