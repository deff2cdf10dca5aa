package org.wanrenhui.portal.api.spi;

import java.io.IOException;
import java.io.Reader;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes content in bulk, as lines of JSON: from a demo region, another system, or a load generator. Nothing is screened,
 * limited or announced piece by piece, and counters are right afterwards; one event {@code <module>.imported} stands for
 * all. Register it with the service property {@code kind}.
 */
@ConsumerType
public interface BulkImport {

    /** {@code <module>.<kind>}: {@code forum.boards}. The module's documentation says what a line holds. */
    String kind();

    /**
     * Imports every line, in as many transactions as it needs. A second import of the same lines may double them.
     *
     * @return lines imported
     * @throws IllegalArgumentException for a line that is not what it should be, with its number
     */
    int load(Reader lines) throws IOException;
}
