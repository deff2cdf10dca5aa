package org.wanrenhui.portal.api.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows why a module does not work, or not wholly. For the parts of the portal that give modules something (tables,
 * addresses); the console asks all of them. Thread-safe.
 */
@ConsumerType
public interface ModuleDiagnosis {

    /**
     * What is wrong with a module.
     *
     * @param fatal     whether the module cannot be on like this; it is then not waited for any longer
     * @param textKey   text of the console: {@code module.trouble.migration}
     * @param arguments of the text
     */
    record Complaint(boolean fatal, String textKey, List<String> arguments) {
        public Complaint {
            arguments = List.copyOf(arguments);
        }
    }

    /** What is wrong with the module at this moment; empty when nothing is known to be. Answers at once. */
    Optional<Complaint> complaint(String moduleId);

    /** Whether something is under way for the module that may take long and is no fault of its own, such as its migrations. */
    default boolean busy(String moduleId) {
        return false;
    }
}
