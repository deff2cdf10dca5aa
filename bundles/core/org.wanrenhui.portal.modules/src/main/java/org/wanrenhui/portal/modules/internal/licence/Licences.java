package org.wanrenhui.portal.modules.internal.licence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.licence.LicenceFormat;
import org.wanrenhui.portal.licence.LicenceKeys;
import org.wanrenhui.portal.licence.LicenceRefused;

/** The licence that holds here: verified at start, when it changes and every hour. */
@Component(service = Licences.class)
public final class Licences {

    private static final Logger LOG = LoggerFactory.getLogger(Licences.class);
    private static final Duration VERIFY_EVERY = Duration.ofHours(1);
    /** A century: enough for every licence, and no clock overflows. */
    private static final long MOST_OFFSET = Duration.ofDays(36_525).toSeconds();

    private final LicenceStore store;
    private final Node node;
    private final HighWaterClock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<Licence> current = Optional.empty();
    private volatile Optional<LicenceRefused> refusal = Optional.empty();
    private volatile Instant verifiedAt = Instant.EPOCH;
    private volatile long verifiedId;

    @Activate
    public Licences(@Reference LicenceStore store, @Reference Node node) {
        this.store = store;
        this.node = node;
        this.clock = new HighWaterClock(this::system, System::nanoTime, store);
        verify();
    }

    @Deactivate
    void deactivate() {
        clock.save();
    }

    /** The time by which licences are judged. */
    public Instant now() {
        return clock.now();
    }

    /** The licence that holds; empty when there is none or the stored one counts no longer. */
    public Optional<Licence> current() {
        if (clock.now().isAfter(verifiedAt.plus(VERIFY_EVERY))) {
            verify();
        }
        return current;
    }

    /** Step at which the module's licence is now; also of one that is not installed. */
    public Licence.Step stepOf(String module) {
        return current().map(licence -> licence.stepOf(module, now())).orElse(Licence.Step.UNLICENSED);
    }

    /** Looks whether another node has installed a licence since, and verifies that. One small query. */
    public void refresh() {
        if (store.currentId() != verifiedId) {
            verify();
        }
    }

    /** Why the stored licence does not hold; empty when it does or there is none. */
    public Optional<LicenceRefused> refusal() {
        return refusal;
    }

    /** The stored licence as it came. */
    public Optional<String> stored() {
        return store.current();
    }

    /**
     * Installs a licence after it passed every check. A refused one leaves the old one in place.
     *
     * @param by who brought it
     */
    public Licence install(String jws, String by) throws LicenceRefused {
        Licence licence = check(jws);
        store.install(jws.strip(), by, Instant.now());
        verify();
        listeners.forEach(Runnable::run);
        return licence;
    }

    /** Calls back after a licence was installed. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private synchronized void verify() {
        verifiedAt = clock.now();
        verifiedId = store.currentId();
        Optional<String> jws = store.current();
        if (jws.isEmpty()) {
            current = Optional.empty();
            refusal = Optional.empty();
            return;
        }
        try {
            current = Optional.of(check(jws.get()));
            refusal = Optional.empty();
        } catch (LicenceRefused e) {
            if (refusal.isEmpty() || refusal.get().reason() != e.reason()) {
                LOG.warn("The licence does not hold: {} ({})", e.reason(), e.getMessage());
            }
            current = e.reason() == LicenceRefused.Reason.LAPSED ? readable(jws.get()) : Optional.empty();
            refusal = Optional.of(e);
        }
    }

    /** A lapsed licence switches everything off, and still says what it was for. */
    private Optional<Licence> readable(String jws) {
        try {
            return Optional.of(LicenceFormat.read(jws, anchors()));
        } catch (LicenceRefused e) {
            return Optional.empty();
        }
    }

    private Licence check(String jws) throws LicenceRefused {
        return LicenceFormat.verify(jws, anchors(), node.operator(), node.territory(), clock.now());
    }

    private Map<String, PublicKey> anchors() throws LicenceRefused {
        try {
            Map<String, PublicKey> anchors = new HashMap<>(LicenceKeys.anchors(node.configuredTrust()));
            anchors.putAll(LicenceKeys.anchors(node.trust()));
            if (!node.demo()) {
                // The private half lies beside it: what a demo has signed for itself counts in a demo only.
                anchors.remove(DemoHeadquarters.KEY_ID);
            }
            return anchors;
        } catch (IOException e) {
            LOG.error("The trust anchors in {} and {} cannot be read", node.configuredTrust(), node.trust(), e);
            throw new LicenceRefused(LicenceRefused.Reason.UNKNOWN_KEY, "the trust anchors cannot be read");
        }
    }

    /**
     * The machine's clock. A demo may be shown a later day through the file {@code clock-offset} (seconds), so that one can
     * watch a licence end; it moves time forward only.
     */
    private Instant system() {
        Instant now = Instant.now();
        if (!node.demo()) {
            return now;
        }
        Path file = node.data().resolve("clock-offset");
        if (!Files.exists(file)) {
            return now;
        }
        try {
            return now.plusSeconds(Math.max(
                    0,
                    Math.min(MOST_OFFSET, Long.parseLong(Files.readString(file).strip()))));
        } catch (IOException | NumberFormatException e) {
            return now;
        }
    }
}
