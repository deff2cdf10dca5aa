package org.wanrenhui.portal.modules.internal.catalogue;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class ReadinessTest {

    @Test
    public void theInnermostCauseIsTheReason() {
        String trace = "java.lang.reflect.InvocationTargetException\n\tat x.Y.z(Y.java:1)\n"
                + "Caused by: java.lang.IllegalStateException: no mail server\n\t... 3 more\n";
        assertEquals("no mail server", Readiness.cause(trace));
        assertEquals("java.lang.NullPointerException", Readiness.cause("java.lang.NullPointerException\n\tat a"));
        assertEquals("", Readiness.cause(""));
    }
}
