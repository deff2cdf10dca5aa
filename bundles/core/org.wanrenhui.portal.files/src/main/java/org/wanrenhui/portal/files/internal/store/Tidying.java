package org.wanrenhui.portal.files.internal.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wanrenhui.portal.api.files.Files;
import org.wanrenhui.portal.api.spi.FileOwner;
import org.wanrenhui.portal.api.spi.FileStorage;
import org.wanrenhui.portal.api.spi.Job;

/**
 * Removes files that their owners have not used for a week, and content that no row knows. The files of a module that is
 * off stay: there is nobody to ask.
 */
@Component(service = Job.class)
public final class Tidying implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
    private static final Duration UNUSED = Duration.ofDays(7);
    private static final Duration UNKNOWN = Duration.ofDays(1);
    private static final int STEP = 200;

    private final FileTable table;
    private final Owners owners;
    private final Files files;
    private final FileStorage storage;

    @Activate
    public Tidying(
            @Reference FileTable table,
            @Reference Owners owners,
            @Reference Files files,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) FileStorage storage) {
        this.table = table;
        this.owners = owners;
        this.files = files;
        this.storage = storage;
    }

    @Override
    public String name() {
        return "files.tidying";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() throws IOException {
        Instant now = Instant.now();
        int unused = 0;
        for (FileOwner owner : owners.all()) {
            unused += unused(owner, now.minus(UNUSED));
        }
        int unknown = unknown(now.minus(UNKNOWN));
        if (unused + unknown > 0) {
            LOG.info("Removed {} unused files and {} contents without a row", unused, unknown);
        }
    }

    int unused(FileOwner owner, Instant before) {
        int removed = 0;
        long after = 0;
        for (List<Long> ids = table.olderThan(owner.owner(), before, after, STEP);
                !ids.isEmpty();
                ids = table.olderThan(owner.owner(), before, after, STEP)) {
            after = ids.get(ids.size() - 1);
            List<Long> unused = new ArrayList<>(ids);
            unused.removeAll(owner.used(Set.copyOf(ids)));
            // an owner that has gone meanwhile may have answered anything
            if (owners.find(owner.owner()).filter(owner::equals).isEmpty()) {
                return removed;
            }
            files.discard(owner.owner(), unused);
            removed += unused.size();
        }
        return removed;
    }

    int unknown(Instant before) throws IOException {
        int removed = 0;
        String after = "";
        for (List<FileStorage.Kept> kept = storage.list(after, STEP);
                !kept.isEmpty();
                kept = storage.list(after, STEP)) {
            after = kept.get(kept.size() - 1).key();
            Set<String> folders = new HashSet<>();
            kept.forEach(one -> folders.add(folder(one.key())));
            Set<String> known = table.known(folders);
            for (FileStorage.Kept one : kept) {
                if (!known.contains(folder(one.key())) && one.at().isBefore(before)) {
                    storage.remove(one.key());
                    removed++;
                }
            }
        }
        return removed;
    }

    private static String folder(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }
}
