package org.wanrenhui.portal.modules.internal.licence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.licence.LicenceFormat;
import org.wanrenhui.portal.licence.LicenceKeys;
import org.wanrenhui.portal.licence.LicenceRefused;

/** In demo mode the node is its own headquarters: it makes a key once and issues a licence through the ordinary door. */
@Component(service = DemoHeadquarters.class)
public final class DemoHeadquarters {

    /** Id of its key; a portal that is no demo does not trust it. */
    static final String KEY_ID = "demo";

    private final Node node;
    private final Licences licences;

    @Activate
    public DemoHeadquarters(@Reference Node node, @Reference Licences licences) {
        this.node = node;
        this.licences = licences;
    }

    /** Issues and installs a licence for the modules when this is a demo that has none yet. */
    public void licenseOnce(List<String> moduleIds) {
        if (!node.demo() || licences.stored().isPresent() || moduleIds.isEmpty()) {
            return;
        }
        try {
            Instant now = licences.now().truncatedTo(ChronoUnit.SECONDS);
            Licence licence = new Licence(
                    UUID.randomUUID().toString(),
                    "demo headquarters",
                    node.operator(),
                    now,
                    now,
                    now.plus(Duration.ofDays(365)),
                    Duration.ofDays(30),
                    Duration.ofDays(30),
                    List.of(node.territory()),
                    moduleIds.stream().collect(Collectors.toMap(Function.identity(), id -> Optional.<Instant>empty())),
                    Map.of());
            String text = LicenceFormat.sign(licence, KEY_ID, key());
            licences.install(text, "demo");
            // What `portal licence extend --data` starts from when a module has been added.
            Files.writeString(folder().resolve("licence.jws"), text);
        } catch (IOException | LicenceRefused e) {
            throw new IllegalStateException("the demo licence cannot be issued", e);
        }
    }

    private Path folder() {
        return node.data().resolve("headquarters");
    }

    private PrivateKey key() throws IOException {
        Path folder = folder();
        Path file = folder.resolve(KEY_ID + ".pem");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Files.createDirectories(node.trust());
            KeyPair pair = LicenceKeys.generate();
            LicenceKeys.write(pair.getPublic(), node.trust().resolve(KEY_ID + ".pub"));
            LicenceKeys.write(pair.getPrivate(), file);
        }
        return LicenceKeys.readPrivate(file);
    }
}
