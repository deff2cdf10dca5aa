package org.wanrenhui.membership;

/**
 * What an import of divisions has changed.
 *
 * @param added     codes seen for the first time, or again after having been former
 * @param renamed   codes with another name or parent than before
 * @param former    codes that are no longer official
 * @param unchanged codes as they were
 */
public record DivisionImport(int added, int renamed, int former, int unchanged) {}
