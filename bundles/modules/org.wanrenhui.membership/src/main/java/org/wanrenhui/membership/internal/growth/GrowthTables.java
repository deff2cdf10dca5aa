package org.wanrenhui.membership.internal.growth;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wanrenhui.membership.internal.store.BadgeEntity;
import org.wanrenhui.membership.internal.store.Kept;
import org.wanrenhui.membership.internal.store.LevelEntity;
import org.wanrenhui.membership.internal.store.RuleEntity;
import org.wanrenhui.portal.api.data.Transactions;

/** Rules, levels and badges as an operator has set them; a few dozen rows, kept in memory. */
@Component(service = GrowthTables.class)
public final class GrowthTables {

    private final Transactions transactions;
    private final Kept<Tables> kept = new Kept<>(1_000, this::read);

    @Activate
    public GrowthTables(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    /** A rule that turns events into points. */
    public record Rule(
            long id,
            String title,
            String titleEn,
            String pattern,
            int amount,
            int dailyCap,
            String href,
            boolean on,
            int edition) {

        /** Whether the rule is about events of the type; a pattern ending in {@code *} is about all that begin so. */
        public boolean matches(String type) {
            return pattern.endsWith("*")
                    ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                    : pattern.equals(type);
        }

        public String title(Locale locale) {
            return choose(locale, title, titleEn);
        }
    }

    /** A growth level, reached at a number of points. */
    public record Level(int number, String name, String nameEn, int threshold, String privileges, int edition) {

        public String name(Locale locale) {
            return choose(locale, name, nameEn);
        }
    }

    /** A badge; {@code metric} is {@code POINTS}, {@code LEVEL}, {@code STREAK} or {@code VERIFIED}. */
    public record Badge(long id, String name, String nameEn, String metric, int threshold, boolean on, int edition) {

        public String name(Locale locale) {
            return choose(locale, name, nameEn);
        }
    }

    private record Tables(List<Rule> rules, List<Level> levels, List<Badge> badges) {}

    private static String choose(Locale locale, String chinese, String english) {
        return locale.getLanguage().equals("en") && !english.isEmpty() ? english : chinese;
    }

    public List<Rule> rules() {
        return kept.get().rules();
    }

    /** Levels, lowest first; never empty. */
    public List<Level> levels() {
        return kept.get().levels();
    }

    public List<Badge> badges() {
        return kept.get().badges();
    }

    /** The level that so many points reach. */
    public Level levelAt(int points) {
        List<Level> levels = levels();
        Level reached = levels.get(0);
        for (Level level : levels) {
            reached = points >= level.threshold() ? level : reached;
        }
        return reached;
    }

    /** Level by number; the lowest when an operator has removed that one. */
    public Level level(int number) {
        return levels().stream()
                .filter(level -> level.number() == number)
                .findFirst()
                .orElse(levels().get(0));
    }

    /** The level after the one that so many points reach. */
    public Optional<Level> nextAfter(int points) {
        return levels().stream().filter(level -> level.threshold() > points).findFirst();
    }

    public Optional<Badge> badge(long id) {
        return badges().stream().filter(badge -> badge.id() == id).findFirst();
    }

    void changed() {
        kept.invalidate();
    }

    private Tables read() {
        return transactions.read(em -> new Tables(
                em.createQuery("select r from RuleEntity r order by r.id", RuleEntity.class).getResultList().stream()
                        .map(r -> new Rule(
                                r.id,
                                r.title,
                                r.titleEn,
                                r.eventPattern,
                                r.amount,
                                r.dailyCap,
                                r.href,
                                r.on,
                                r.edition))
                        .toList(),
                em.createQuery("select l from LevelEntity l", LevelEntity.class).getResultList().stream()
                        .map(l -> new Level(l.levelNo, l.name, l.nameEn, l.threshold, l.privileges, l.edition))
                        .sorted(Comparator.comparingInt(Level::threshold))
                        .toList(),
                em.createQuery("select b from BadgeEntity b order by b.id", BadgeEntity.class).getResultList().stream()
                        .map(b -> new Badge(b.id, b.name, b.nameEn, b.metric, b.threshold, b.on, b.edition))
                        .toList()));
    }
}
