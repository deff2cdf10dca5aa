package org.wanrenhui.portal.web.internal;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.wanrenhui.portal.api.Communities;
import org.wanrenhui.portal.api.Members;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.module.ModuleMode;
import org.wanrenhui.portal.api.module.ModuleStatus;
import org.wanrenhui.portal.api.module.Modules;
import org.wanrenhui.portal.api.spi.Identity;
import org.wanrenhui.portal.api.spi.QueryStatistics;

/** Services that may come and go beside the web layer. Without them the portal serves what it can to visitors. */
@Component(service = Surroundings.class)
public final class Surroundings {

    private static final String SECRET = "web.secret";

    private final byte[] ownSecret = random();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Modules modules;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Identity identity;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Settings settings;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Communities communities;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Members members;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile QueryStatistics queries;

    public Optional<Modules> modules() {
        return Optional.ofNullable(modules);
    }

    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    public Optional<Communities> communities() {
        return Optional.ofNullable(communities);
    }

    public Optional<Members> members() {
        return Optional.ofNullable(members);
    }

    public Optional<QueryStatistics> queries() {
        return Optional.ofNullable(queries);
    }

    /**
     * Key that messages in cookies are signed with; the same on every node. Made on first use; while no settings are at
     * hand, one that is good for this run.
     */
    public byte[] secret() {
        Settings now = settings;
        if (now == null) {
            return ownSecret;
        }
        return HexFormat.of()
                .parseHex(now.get(SECRET)
                        .filter(kept -> kept.matches("[0-9a-f]{64}"))
                        .orElseGet(() -> {
                            String made = HexFormat.of().formatHex(ownSecret);
                            now.put(Map.of(SECRET, made));
                            return made;
                        }));
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The setting, or the default while it is not set or no settings are at hand. */
    public String setting(String key, String fallback) {
        Settings now = settings;
        return now == null ? fallback : now.get(key, fallback);
    }

    /** Mode of a module. Core modules need nobody's leave; without the service that decides, no other module is on. */
    public ModuleMode mode(String id, boolean core) {
        // What a bundle says of itself counts only until the catalogue can be asked.
        ModuleMode claimed = core ? ModuleMode.ON : ModuleMode.OFF;
        Modules now = modules;
        return now == null ? claimed : now.status(id).map(ModuleStatus::mode).orElse(claimed);
    }

    /** Whether a module that is off has been asked to be on and has not failed: the node, or just the module, is starting. */
    public boolean comingUp(String id) {
        Modules now = modules;
        return now == null
                || now.status(id)
                        .filter(status -> status.desired() && status.problem().isEmpty())
                        .isPresent();
    }
}
