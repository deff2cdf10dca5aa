package org.wanrenhui.portal.persistence.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wanrenhui.portal.api.spi.ModuleDiagnosis;
import org.wanrenhui.portal.persistence.internal.common.Errors;

/** Remembers whose tables or entities could not be used, and whose are being made ready. */
final class Troubles implements ModuleDiagnosis {

    private static final Pattern SCRIPT = Pattern.compile("V[\\w.]*__\\w+\\.sql");

    private final ConcurrentMap<String, Complaint> complaints = new ConcurrentHashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    void begin(String moduleId) {
        complaints.remove(moduleId);
        busy.add(moduleId);
    }

    void failed(String moduleId, Throwable why) {
        complaints.put(moduleId, complaint(why));
    }

    void end(String moduleId) {
        busy.remove(moduleId);
    }

    void forget(String moduleId) {
        complaints.remove(moduleId);
    }

    @Override
    public Optional<Complaint> complaint(String moduleId) {
        return Optional.ofNullable(complaints.get(moduleId));
    }

    @Override
    public boolean busy(String moduleId) {
        return busy.contains(moduleId);
    }

    /** The script that failed and what the database said; without a script, only what was said. */
    static Complaint complaint(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String words = Errors.line(root).replaceFirst("^\\w*Exception: ", "");
        Matcher script = SCRIPT.matcher(String.valueOf(e.getMessage()));
        return script.find()
                ? new Complaint(true, "module.trouble.migration", List.of(script.group(), words))
                : new Complaint(true, "module.trouble.tables", List.of(words));
    }
}
