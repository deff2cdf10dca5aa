package org.wanrenhui.portal.modules.internal.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Says whether all components of a module have come up, and if not, what they miss. */
@Component(service = Readiness.class)
public final class Readiness {

    private final ServiceComponentRuntime runtime;

    @Activate
    public Readiness(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** Whether the bundle is active and each of its components has come up, as it is now. */
    public boolean isUp(Bundle bundle) {
        List<String> failures = new ArrayList<>();
        return bundle.getState() == Bundle.ACTIVE && missing(bundle, failures).isEmpty() && failures.isEmpty();
    }

    /**
     * Waits until every component is satisfied; neither for one that has failed nor when something makes waiting useless.
     *
     * @param hopeless asked again and again for a reason not to wait any longer
     * @return what is wrong, or is missing when the time is up; empty when all is well
     */
    public Optional<Trouble> await(Bundle bundle, Duration atMost, Supplier<Optional<Trouble>> hopeless) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            List<String> failures = new ArrayList<>();
            List<String> missing = missing(bundle, failures);
            if (bundle.getState() != Bundle.ACTIVE) {
                // One that was replaced is stopped and started once more, and has no components in between.
                missing.add("its bundle is not running");
            }
            if (missing.isEmpty() && failures.isEmpty()) {
                return Optional.empty();
            }
            Optional<Trouble> reason = hopeless.get();
            if (reason.isPresent()) {
                return reason;
            }
            if (!failures.isEmpty()) {
                return Optional.of(Trouble.of("module.trouble.threw", String.join("; ", failures)));
            }
            if (System.nanoTime() > deadline) {
                return Optional.of(Trouble.of("module.trouble.waits", String.join("; ", missing)));
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    private List<String> missing(Bundle bundle, List<String> failures) {
        List<String> missing = new ArrayList<>();
        Collection<ComponentDescriptionDTO> components = runtime.getComponentDescriptionDTOs(bundle);
        if (components.size() < declared(bundle)) {
            // The bundle is active a moment before its components are read, and somebody else may have started it.
            missing.add("its components are not there yet");
        }
        for (ComponentDescriptionDTO component : components) {
            if (!component.defaultEnabled || "require".equals(component.configurationPolicy)) {
                continue;
            }
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    List<String> names = Arrays.stream(configuration.unsatisfiedReferences)
                            .map(reference -> reference.name)
                            .toList();
                    missing.add(shortName(component.name) + " waits for " + String.join(", ", names));
                } else if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    failures.add(shortName(component.name) + ": " + cause(configuration.failure));
                }
            }
        }
        return missing;
    }

    /** How many descriptions of components the bundle names; each holds one component or more. */
    private static int declared(Bundle bundle) {
        String header = bundle.getHeaders("").get(ComponentConstants.SERVICE_COMPONENT);
        return header == null || header.isBlank() ? 0 : header.split(",").length;
    }

    /** The message of the innermost cause in a printed stack trace. */
    static String cause(String trace) {
        String words = "";
        for (String line : trace.lines().toList()) {
            if (words.isEmpty() || line.startsWith("Caused by: ")) {
                words = line.replaceFirst("^Caused by: ", "");
            }
        }
        return words.replaceFirst("^[\\w.$]+(?:Exception|Error): ", "");
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
