package org.wanrenhui.portal.modules.internal.state;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row: what operators want of one module. */
@Entity
@Table(schema = "modules", name = "desired_state")
public class DesiredStateEntity {

    @Id
    @Column(name = "module_id")
    private String moduleId;

    @Column(name = "enabled")
    private boolean enabled;

    @Column(name = "installed")
    private boolean installed;

    @Column(name = "feature")
    private String feature = "";

    @Column(name = "revision")
    private long revision;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected DesiredStateEntity() {}

    DesiredStateEntity(String moduleId) {
        this.moduleId = moduleId;
    }

    void change(boolean enabled, String by, Instant at) {
        this.enabled = enabled;
        this.installed = true;
        this.revision++;
        this.changedBy = by;
        this.changedAt = at;
    }

    void uninstall(String by, Instant at) {
        change(false, by, at);
        this.installed = false;
    }

    void cameWith(String karafFeature) {
        this.feature = karafFeature;
    }

    DesiredState toView() {
        return new DesiredState(moduleId, enabled, installed, feature, revision, changedBy, changedAt);
    }
}
