package org.wanrenhui.portal.files.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wanrenhui.portal.api.spi.FileOwner;

/**
 * The owners that are there at this moment. An owner usually needs the service of files itself, so it is asked for only when
 * somebody needs it and not when it arrives, which would close a circle.
 */
@Component(service = Owners.class)
public final class Owners {

    private final Map<ComponentServiceObjects<FileOwner>, Optional<FileOwner>> owners = new ConcurrentHashMap<>();

    @Reference(service = FileOwner.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ComponentServiceObjects<FileOwner> arrived) {
        owners.put(arrived, Optional.empty());
    }

    void remove(ComponentServiceObjects<FileOwner> gone) {
        Optional<FileOwner> owner = owners.remove(gone);
        if (owner != null) {
            owner.ifPresent(gone::ungetService);
        }
    }

    /** The owner of that name; empty while its module is off. */
    public Optional<FileOwner> find(String name) {
        return all().stream().filter(owner -> owner.owner().equals(name)).findFirst();
    }

    List<FileOwner> all() {
        List<FileOwner> all = new ArrayList<>();
        for (ComponentServiceObjects<FileOwner> objects : owners.keySet()) {
            owner(objects).ifPresent(all::add);
        }
        return all;
    }

    private Optional<FileOwner> owner(ComponentServiceObjects<FileOwner> objects) {
        Optional<FileOwner> known = owners.get(objects);
        if (known == null || known.isPresent()) {
            return known == null ? Optional.empty() : known;
        }
        FileOwner owner = objects.getService();
        if (owner == null) {
            return Optional.empty(); // it is just going, or still on its way
        }
        if (!owners.replace(objects, Optional.empty(), Optional.of(owner))) {
            objects.ungetService(owner); // somebody else was quicker, or it has gone
            return owners.getOrDefault(objects, Optional.empty());
        }
        return Optional.of(owner);
    }
}
