package org.wanrenhui.portal.modules.internal.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.modules.internal.licence.Licences;
import org.wanrenhui.portal.modules.internal.licence.Node;
import org.wanrenhui.portal.modules.internal.trust.Refusal.Reason;

/** Whether a file may be installed: by whom it is signed, whom the operator trusts, and whether unsigned ones are taken too. */
@Component(service = Admission.class)
public final class Admission {

    private static final String UNSIGNED = "modules.unsigned";

    private final Publishers publishers;
    private final Settings settings;
    private final Node node;
    private final Licences licences;

    @Activate
    public Admission(
            @Reference Publishers publishers,
            @Reference Settings settings,
            @Reference Node node,
            @Reference Licences licences) {
        this.publishers = publishers;
        this.settings = settings;
        this.node = node;
        this.licences = licences;
    }

    /** Whether files without a signature are taken; while nobody has decided, in a demo only. */
    public UnsignedPolicy unsigned() {
        return settings.get(UNSIGNED)
                .flatMap(UnsignedPolicy::of)
                .orElse(node.demo() ? UnsignedPolicy.ALLOW : UnsignedPolicy.REFUSE);
    }

    public void unsigned(UnsignedPolicy policy) {
        settings.put(Map.of(UNSIGNED, policy.name()));
    }

    /** Changes when files that were refused may be taken now. From memory. */
    public String version() {
        return publishers.version() + " " + unsigned();
    }

    /** Why the file is not taken; empty when it is. Throws {@link IOException} when it is no archive or cannot be read. */
    public Optional<Refusal> refusal(Path file) throws IOException {
        // The licence's clock, so that no certificate comes back to life when somebody sets the clock back.
        return judge(JarSignature.of(file), publishers.all(), unsigned(), licences.now());
    }

    static Optional<Refusal> judge(
            JarSignature signature, List<Publisher> trusted, UnsignedPolicy unsigned, Instant now) {
        String claimed = signature.claimed().map(Certificate::name).orElse("?");
        return switch (signature.kind()) {
            case UNSIGNED ->
                unsigned == UnsignedPolicy.ALLOW ? Optional.empty() : Optional.of(new Refusal(Reason.UNSIGNED, "", ""));
            case CHANGED -> Optional.of(new Refusal(Reason.CHANGED, claimed, signature.file()));
            case PARTLY -> Optional.of(new Refusal(Reason.PARTLY, claimed, signature.file()));
            case WORTHLESS -> Optional.of(new Refusal(Reason.WORTHLESS, claimed, ""));
            case SIGNED -> {
                List<Certificate> known = trusted.stream()
                        .map(Publisher::certificate)
                        .filter(signature.signers()::contains)
                        .toList();
                if (known.isEmpty()) {
                    Certificate stranger = signature.signers().iterator().next();
                    yield Optional.of(new Refusal(Reason.UNKNOWN, stranger.name(), stranger.fingerprint()));
                }
                // Of several signatures one is enough.
                yield known.stream().anyMatch(certificate -> outOfTime(certificate, now)
                                .isEmpty())
                        ? Optional.empty()
                        : outOfTime(known.get(0), now);
            }
        };
    }

    private static Optional<Refusal> outOfTime(Certificate certificate, Instant now) {
        if (now.isBefore(certificate.from())) {
            return Optional.of(new Refusal(Reason.EARLY, certificate.name(), day(certificate.from())));
        }
        return now.isAfter(certificate.until())
                ? Optional.of(new Refusal(Reason.EXPIRED, certificate.name(), day(certificate.until())))
                : Optional.empty();
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }
}
