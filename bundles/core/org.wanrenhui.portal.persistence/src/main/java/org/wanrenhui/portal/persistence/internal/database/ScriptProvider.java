package org.wanrenhui.portal.persistence.internal.database;

import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/** Hands a bundle's scripts to Flyway, which cannot look into bundles. */
final class ScriptProvider implements ResourceProvider {

    private final List<LoadableResource> resources;

    ScriptProvider(List<Script> scripts) {
        this.resources = scripts.stream().<LoadableResource>map(Resource::new).toList();
    }

    @Override
    public LoadableResource getResource(String name) {
        return resources.stream()
                .filter(resource -> resource.getFilename().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return resources.stream()
                .filter(resource -> resource.getFilename().startsWith(prefix)
                        && Arrays.stream(suffixes).anyMatch(resource.getFilename()::endsWith))
                .toList();
    }

    private static final class Resource extends LoadableResource {

        private final Script script;

        Resource(Script script) {
            this.script = script;
        }

        @Override
        public Reader read() {
            return new StringReader(script.text());
        }

        @Override
        public String getAbsolutePath() {
            return script.name();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return script.name();
        }

        @Override
        public String getFilename() {
            return script.name();
        }

        @Override
        public String getRelativePath() {
            return script.name();
        }
    }
}
