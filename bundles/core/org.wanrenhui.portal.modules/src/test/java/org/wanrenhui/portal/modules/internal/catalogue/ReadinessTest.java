package org.wanrenhui.portal.modules.internal.catalogue;

import static org.junit.Assert.assertEquals;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

public class ReadinessTest {

    /** As a framework shows it to whoever is quick: the bundle is active, and its components are read a moment later. */
    @Test
    public void aBundleIsNotReadyBeforeItsComponentsAreRead() {
        Bundle bundle = (Bundle) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getState" -> Bundle.ACTIVE;
                    case "getHeaders" -> new Hashtable<>(Map.of("Service-Component", "OSGI-INF/a.xml,OSGI-INF/b.xml"));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        AtomicInteger looks = new AtomicInteger();
        ServiceComponentRuntime runtime = (ServiceComponentRuntime) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" ->
                        looks.incrementAndGet() < 3 ? List.of() : List.of(component("a"), component("b"));
                    case "getComponentConfigurationDTOs" ->
                        List.of(failed(((ComponentDescriptionDTO) arguments[0]).name));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        Optional<Trouble> trouble =
                new Readiness(runtime).await(bundle, Duration.ofSeconds(10), () -> Optional.empty());
        assertEquals("module.trouble.threw", trouble.orElseThrow().key());
        assertEquals(List.of("a: no; b: no"), trouble.orElseThrow().arguments());
    }

    private static ComponentDescriptionDTO component(String name) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.name = name;
        component.defaultEnabled = true;
        return component;
    }

    private static ComponentConfigurationDTO failed(String component) {
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        configuration.failure = "java.lang.IllegalStateException: no";
        return configuration;
    }

    @Test
    public void theInnermostCauseIsTheReason() {
        String trace = "java.lang.reflect.InvocationTargetException\n\tat x.Y.z(Y.java:1)\n"
                + "Caused by: java.lang.IllegalStateException: no mail server\n\t... 3 more\n";
        assertEquals("no mail server", Readiness.cause(trace));
        assertEquals("java.lang.NullPointerException", Readiness.cause("java.lang.NullPointerException\n\tat a"));
        assertEquals("", Readiness.cause(""));
    }
}
