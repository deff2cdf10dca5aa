package org.wanrenhui.portal.modules.internal.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Finds out what a bundle needs and nothing here provides, before the framework fails on it. */
@Component(service = Needs.class)
public final class Needs {

    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(osgi\\.ee=JavaSE\\)\\(version=([^)]+)\\)");
    private static final Pattern FROM = Pattern.compile("\\(version>=([^)]+)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");

    private final BundleContext context;

    @Activate
    public Needs(BundleContext context) {
        this.context = context;
    }

    /** What an unresolved bundle misses, as trouble; empty when it misses nothing or is resolved. */
    public Optional<Trouble> trouble(Bundle bundle) {
        List<String> missing = bundle.getState() == Bundle.INSTALLED ? missing(bundle) : List.of();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Trouble.of("module.trouble.imports", String.join(", ", missing)));
    }

    private List<String> missing(Bundle bundle) {
        Map<String, List<BundleCapability>> provided = new HashMap<>();
        for (Bundle other : context.getBundles()) {
            BundleRevision revision = other.adapt(BundleRevision.class);
            if (revision != null) {
                for (BundleCapability capability : revision.getDeclaredCapabilities(null)) {
                    provided.computeIfAbsent(capability.getNamespace(), n -> new ArrayList<>())
                            .add(capability);
                }
            }
        }
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                ? List.of()
                : revision.getDeclaredRequirements(null).stream()
                        .filter(Needs::counts)
                        .filter(need -> provided.getOrDefault(need.getNamespace(), List.of()).stream()
                                .noneMatch(need::matches))
                        .map(need -> words(need) + here(need, provided))
                        .toList();
    }

    /** {@code  (here: 1.0.0)} for a package that is there in other versions only, which tells a newer API from a typing error. */
    private static String here(BundleRequirement need, Map<String, List<BundleCapability>> provided) {
        Matcher name = PACKAGE.matcher(need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, ""));
        if (!name.find()) {
            return "";
        }
        String versions = provided.getOrDefault(PackageNamespace.PACKAGE_NAMESPACE, List.of()).stream()
                .map(BundleCapability::getAttributes)
                .filter(attributes -> name.group(1).equals(attributes.get(PackageNamespace.PACKAGE_NAMESPACE)))
                .map(attributes -> String.valueOf(attributes.get(Constants.VERSION_ATTRIBUTE)))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return versions.isEmpty() ? "" : " (here: " + versions + ")";
    }

    private static boolean counts(BundleRequirement need) {
        Map<String, String> directives = need.getDirectives();
        return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && !PackageNamespace.RESOLUTION_DYNAMIC.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && Constants.EFFECTIVE_RESOLVE.equals(
                        directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE));
    }

    /** {@code org.foo [1.2.0, 2.0.0)} for a package, {@code Java 25} for a runtime; anything else as its namespace and filter say it. */
    static String words(BundleRequirement need) {
        String filter = need.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
        Matcher name = PACKAGE.matcher(filter);
        if (!name.find()) {
            Matcher java = JAVA.matcher(filter);
            return java.find() ? "Java " + java.group(1) : need.getNamespace() + " " + filter;
        }
        Matcher below = BELOW.matcher(filter);
        String upTo = below.find() ? below.group(1) : "";
        Matcher from = FROM.matcher(BELOW.matcher(filter).replaceAll(""));
        if (!from.find()) {
            return name.group(1);
        }
        return name.group(1) + " [" + from.group(1) + ", " + (upTo.isEmpty() ? "∞" : upTo) + ")";
    }
}
