package org.wanrenhui.portal.api;

import org.osgi.annotation.versioning.ProviderType;

/** Record of who did what. Entries are append-only. Thread-safe. */
@ProviderType
public interface Audit {

    /**
     * Writes one entry in a transaction of its own, or in the surrounding one when called inside
     * {@code transactions.write}. The actor is the current request's caller, or "system" outside a request.
     *
     * @param action what was done, dotted: {@code modules.enable}
     * @param object what it was done to: {@code module:forum}
     * @param detail one sentence for the reader, without secrets or personal data
     */
    void record(String action, String object, String detail);
}
