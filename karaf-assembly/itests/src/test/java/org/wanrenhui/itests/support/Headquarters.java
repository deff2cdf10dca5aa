package org.wanrenhui.itests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.licence.LicenceFormat;
import org.wanrenhui.portal.licence.LicenceKeys;
import org.wanrenhui.portal.testing.PortalProcess;

/** A headquarters with a key of its own. */
public final class Headquarters {

    /** Operator and region of a portal that was told nothing else. */
    public static final String OPERATOR = "demo-taiyuan";

    public static final String TERRITORY = "1401";

    private final String keyId;
    private final KeyPair key = LicenceKeys.generate();

    public Headquarters(String keyId) {
        this.keyId = keyId;
    }

    /** Makes the portal trust it. */
    public Headquarters trustedBy(PortalProcess portal) throws IOException {
        Path folder = portal.data().resolve("trust");
        Files.createDirectories(folder);
        LicenceKeys.write(key.getPublic(), folder.resolve(keyId + ".pub"));
        return this;
    }

    public KeyPair key() {
        return key;
    }

    /** A licence for the modules, from yesterday for a year, warning and grace of thirty days. */
    public Draft licence(String... modules) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return new Draft(
                this,
                OPERATOR,
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(365)),
                Duration.ofDays(30),
                Duration.ofDays(30),
                List.of(TERRITORY),
                List.of(modules));
    }

    /** A licence before it is signed. */
    public record Draft(
            Headquarters by,
            String operator,
            Instant from,
            Instant to,
            Duration warning,
            Duration readOnly,
            List<String> territory,
            List<String> modules) {

        public Draft to(String other) {
            return new Draft(by, other, from, to, warning, readOnly, territory, modules);
        }

        public Draft within(Instant start, Instant end) {
            return new Draft(by, operator, start, end, warning, readOnly, territory, modules);
        }

        public Draft steps(Duration warn, Duration grace) {
            return new Draft(by, operator, from, to, warn, grace, territory, modules);
        }

        public Draft in(String... codes) {
            return new Draft(by, operator, from, to, warning, readOnly, List.of(codes), modules);
        }

        public Draft and(String module) {
            List<String> more = new ArrayList<>(modules);
            more.add(module);
            return new Draft(by, operator, from, to, warning, readOnly, territory, more);
        }

        public String sign() {
            return sign(by.keyId);
        }

        public String sign(String otherKeyId) {
            Map<String, Optional<Instant>> ends = new LinkedHashMap<>();
            modules.forEach(module -> ends.put(module, Optional.empty()));
            return LicenceFormat.sign(
                    new Licence(
                            UUID.randomUUID().toString(),
                            "tests",
                            operator,
                            from,
                            from,
                            to,
                            warning,
                            readOnly,
                            territory,
                            ends,
                            Map.of()),
                    otherKeyId,
                    by.key.getPrivate());
        }
    }
}
