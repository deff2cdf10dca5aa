package org.wanrenhui.portal.web.internal.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Static files of the bundles, under paths that carry a fingerprint of the bundle's whole folder, so that a style sheet
 * may refer relatively to a picture beside it and everything can be kept for ever by the browser.
 */
@Component(service = StaticFiles.class)
public final class StaticFiles {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css;charset=UTF-8"),
            Map.entry("js", "text/javascript;charset=UTF-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain;charset=UTF-8"),
            Map.entry("webmanifest", "application/manifest+json"));

    /** A file as it is sent; {@code gzip} is null when packing does not pay. */
    public record File(String type, byte[] plain, byte[] gzip) {}

    /** What is known of one bundle in one state of update. */
    private record Folder(Bundle bundle, long modified, String hash, Map<String, File> files) {}

    private final BundleContext context;
    private final Map<String, Folder> folders = new ConcurrentHashMap<>();

    @Activate
    public StaticFiles(BundleContext context) {
        this.context = context;
    }

    /** Path under which the file is served, from the first bundle that has it; empty when none has. */
    Optional<String> href(List<Bundle> order, String path) {
        for (Bundle bundle : order) {
            if (bundle.getEntry("static/" + path) != null) {
                return Optional.of("/static/" + bundle.getSymbolicName() + "/"
                        + folder(bundle).hash() + "/" + path);
            }
        }
        return Optional.empty();
    }

    /** The file behind a path {@code <bundle>/<hash>/<path>}; empty when there is none or it has changed since. */
    public Optional<File> find(String path) {
        StaticPath asked = StaticPath.parse(path).orElse(null);
        if (asked == null) {
            return Optional.empty();
        }
        Folder folder = folders.get(asked.bundle());
        if (folder == null || folder.bundle().getState() < Bundle.RESOLVED || stale(folder)) {
            folder = bundle(asked.bundle()).map(this::folder).orElse(null);
        }
        if (folder == null || !folder.hash().equals(asked.hash())) {
            return Optional.empty();
        }
        Folder found = folder;
        return Optional.ofNullable(found.files().computeIfAbsent(asked.file(), file -> read(found.bundle(), file)));
    }

    private Optional<Bundle> bundle(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName()) && bundle.getState() >= Bundle.RESOLVED) {
                return Optional.of(bundle);
            }
        }
        return Optional.empty();
    }

    private Folder folder(Bundle bundle) {
        Folder known = folders.get(bundle.getSymbolicName());
        if (known != null && known.bundle() == bundle && !stale(known)) {
            return known;
        }
        Folder read = new Folder(bundle, bundle.getLastModified(), hash(bundle), new ConcurrentHashMap<>());
        folders.put(bundle.getSymbolicName(), read);
        return read;
    }

    private static boolean stale(Folder folder) {
        return folder.modified() != folder.bundle().getLastModified();
    }

    private static String hash(Bundle bundle) {
        CRC32 sum = new CRC32();
        var entries = bundle.findEntries("static", "*", true);
        var urls = new TreeSet<String>();
        if (entries != null) {
            Collections.list(entries).forEach(url -> urls.add(url.getPath()));
        }
        for (String path : urls) {
            sum.update(path.getBytes(StandardCharsets.UTF_8));
            if (!path.endsWith("/")) {
                sum.update(bytes(bundle.getEntry(path)));
            }
        }
        return String.format("%08x", sum.getValue());
    }

    private static File read(Bundle bundle, String path) {
        URL url = path.endsWith("/") ? null : bundle.getEntry("static/" + path);
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (url == null || type == null) {
            return null;
        }
        byte[] plain = bytes(url);
        boolean packs = type.startsWith("text/") || type.contains("svg") || type.contains("json");
        byte[] gzip = packs && plain.length > 1024 ? Gzip.best(plain) : null;
        return new File(type, plain, gzip);
    }

    private static byte[] bytes(URL url) {
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + url, e);
        }
    }
}
