package org.wanrenhui.demo.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.spi.BulkImport;

/**
 * Loads the demo region on the first start, and writes the accounts into the data folder. A start that was cut short goes
 * on where it was: every step looks first at what is there.
 */
@Component(
        immediate = true,
        service = {})
public final class DemoRegion {

    private static final Logger LOG = LoggerFactory.getLogger(DemoRegion.class);
    private static final String LOADED = "demo.loaded";
    private static final int ATTEMPTS = 5;
    private static final long STEP_MILLIS = 30_000;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final DemoPeople people;
    private final Settings settings;
    private final Map<String, BulkImport> imports = new HashMap<>();
    private final Path accounts;
    private final String wantedPassword;
    private final Thread loader;
    private volatile boolean closed;

    @Activate
    public DemoRegion(BundleContext context, @Reference DemoPeople people, @Reference Settings settings) {
        this.people = people;
        this.settings = settings;
        this.accounts = Path.of(String.valueOf(context.getProperty("portal.data")), "accounts.txt");
        this.wantedPassword = context.getProperty("portal.demo.password");
        this.loader = new Thread(this::load, "demo-region");
        loader.start();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindImport(BulkImport service) {
        synchronized (imports) {
            imports.put(service.kind(), service);
            imports.notifyAll();
        }
    }

    void unbindImport(BulkImport service) {
        synchronized (imports) {
            imports.remove(service.kind(), service);
        }
    }

    /** Waits for the module that takes this kind; it may come up after this one. */
    private BulkImport importOf(String kind) throws InterruptedException {
        synchronized (imports) {
            while (!imports.containsKey(kind) && !closed) {
                imports.wait();
            }
            if (closed) {
                throw new InterruptedException();
            }
            return imports.get(kind);
        }
    }

    /** Lets a step that has begun come to its end, so that no second loader meets it half done. */
    @Deactivate
    void deactivate() throws InterruptedException {
        closed = true;
        synchronized (imports) {
            imports.notifyAll();
        }
        loader.join(STEP_MILLIS);
    }

    private void load() {
        for (int attempt = 1; !closed && attempt <= ATTEMPTS; attempt++) {
            try {
                loadMissing();
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warn("The demo region could not be loaded at attempt {} of {}", attempt, ATTEMPTS, e);
            }
        }
    }

    private void loadMissing() throws IOException, InterruptedException {
        if (Files.exists(accounts)) {
            return;
        }
        String password = wantedPassword == null || wantedPassword.isBlank() ? random() : wantedPassword;
        Map<String, Long> members = people.settle(password);
        if (settings.get(LOADED).isEmpty()) {
            DemoTopics demo = new DemoTopics(members, Instant.now());
            importOf("forum.boards").load(new StringReader(demo.boards()));
            importOf("forum.topics").load(new StringReader(demo.topics()));
            settings.put(Map.of(
                    LOADED,
                    Instant.now().toString(),
                    "portal.title",
                    "万人会",
                    "portal.operator",
                    "太原小店 · 太原邻里生活服务有限公司",
                    "portal.hotline",
                    "0351-555 0123"));
        }
        write(password);
    }

    private void write(String password) throws IOException {
        StringBuilder text = new StringBuilder("Demo accounts (one password for all): " + password + "\n");
        DemoPeople.accounts().forEach(login -> text.append("  ").append(login).append('\n'));
        Path file = Files.createTempFile(
                accounts.getParent(),
                "accounts",
                ".txt",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        Files.move(file, accounts, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 14; i++) {
            password.append(i % 5 == 4 ? '-' : LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
