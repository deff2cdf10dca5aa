package org.wanrenhui.membership.internal.places;

import java.io.Reader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.DivisionImport;
import org.wanrenhui.membership.internal.places.DivisionCsv.Line;
import org.wanrenhui.membership.internal.store.DivisionEntity;
import org.wanrenhui.membership.internal.store.Kept;
import org.wanrenhui.portal.api.data.Transactions;

/** Official divisions, from province to neighbourhood committee. */
@Component(service = Divisions.class)
public final class Divisions {

    /** Divisions change once a year; another node sees an import a minute later. */
    private static final int KEEP_MILLIS = 60_000;

    private final Transactions transactions;
    private final Kept<Map<Long, Division>> kept = new Kept<>(KEEP_MILLIS, this::read);

    @Activate
    public Divisions(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A division.
     *
     * @param level    {@code province}, {@code city}, {@code district}, {@code street} or {@code community}
     * @param parent   code of the division it lies in; 0 for a province
     * @param official false for one that has been dissolved
     */
    public record Division(long code, String name, String level, long parent, boolean official) {}

    /** The division of a code. */
    public Optional<Division> find(long code) {
        return Optional.ofNullable(kept.get().get(code));
    }

    /** Official divisions directly within another, by code; of 0 the provinces. */
    public List<Division> within(long parent) {
        return kept.get().values().stream()
                .filter(division -> division.parent() == parent && division.official())
                .toList();
    }

    /** Official divisions of a level, by code. */
    public List<Division> ofLevel(String level) {
        return kept.get().values().stream()
                .filter(division -> division.level().equals(level) && division.official())
                .sorted(Comparator.comparingLong(Division::code))
                .toList();
    }

    /** How many there are, former ones included. */
    public int count() {
        return kept.get().size();
    }

    /** See {@link org.wanrenhui.membership.MemberAdministration#importDivisions(Reader)}. */
    public DivisionImport importCsv(Reader csv) {
        Map<Long, Line> lines = DivisionCsv.read(csv);
        DivisionImport result = transactions.write(em -> {
            DivisionChange change = DivisionChange.between(read(), lines);
            for (long code : change.added()) {
                em.merge(row(lines.get(code)));
            }
            for (long code : change.renamed()) {
                em.merge(row(lines.get(code)));
            }
            for (long code : change.former()) {
                em.find(DivisionEntity.class, code).official = false;
            }
            return new DivisionImport(
                    change.added().size(),
                    change.renamed().size(),
                    change.former().size(),
                    change.unchanged());
        });
        kept.invalidate();
        return result;
    }

    private static DivisionEntity row(Line line) {
        DivisionEntity row = new DivisionEntity();
        row.code = line.code();
        row.name = line.name();
        row.levelName = line.level();
        row.parentCode = line.parent();
        row.official = true;
        return row;
    }

    private Map<Long, Division> read() {
        Map<Long, Division> byCode = new TreeMap<>();
        transactions
                .read(em -> em.createQuery("select d from DivisionEntity d", DivisionEntity.class)
                        .getResultList())
                .forEach(row -> byCode.put(
                        row.code, new Division(row.code, row.name, row.levelName, row.parentCode, row.official)));
        return byCode;
    }
}
