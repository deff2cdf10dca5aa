package org.wanrenhui.portal.modules.internal.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.portal.api.AuditLog;
import org.wanrenhui.portal.api.web.CurrentRequest;
import org.wanrenhui.portal.modules.internal.catalogue.ModuleTexts;
import org.wanrenhui.portal.modules.internal.catalogue.StartLevelGate;

/** What was done to modules, told in words. */
@Component(service = ModuleLog.class)
public final class ModuleLog {

    /** One thing that happened; {@code kind} is ok, warn, bad or empty. */
    public record Line(String title, String kind, Instant at, String actor, String detail) {}

    private static final String MODULE = "module:";

    private final AuditLog auditLog;
    private final StartLevelGate gate;
    private final ModuleTexts texts;
    private final CurrentRequest request;

    @Activate
    public ModuleLog(
            @Reference AuditLog auditLog,
            @Reference StartLevelGate gate,
            @Reference ModuleTexts texts,
            @Reference CurrentRequest request) {
        this.auditLog = auditLog;
        this.gate = gate;
        this.texts = texts;
        this.request = request;
    }

    /** The latest changes to objects whose name begins so. */
    public List<Line> lines(String object, int limit) {
        AuditLog.Filter filter = new AuditLog.Filter(
                Optional.of("modules."), Optional.of(object), Optional.empty(), Optional.empty(), Optional.empty());
        return auditLog.entries(filter, "", limit).items().stream()
                .map(this::line)
                .toList();
    }

    private Line line(AuditLog.Entry entry) {
        String id = entry.object().startsWith(MODULE) ? entry.object().substring(MODULE.length()) : entry.object();
        String title = gate.module(id)
                .map(m -> texts.title(m.bundle(), request.locale()))
                .orElse(id);
        String kind =
                switch (entry.action()) {
                    case "modules.enable", "modules.install" -> "ok";
                    case "modules.rolled-back", "modules.turned-away", "modules.paused" -> "bad";
                    case "modules.refused" -> "warn";
                    default -> "";
                };
        String actor = "system".equals(entry.actor()) ? request.text("console.system") : entry.actor();
        return new Line(request.text("console.log." + entry.action(), title), kind, entry.at(), actor, entry.detail());
    }
}
