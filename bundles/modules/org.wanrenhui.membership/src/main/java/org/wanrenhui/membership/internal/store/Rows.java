package org.wanrenhui.membership.internal.store;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.Optional;

/** Small things that every service does with rows. */
public final class Rows {

    private static final String INTEGRITY_CLASS = "23";

    private Rows() {}

    /** Whether the failure is a second row where a constraint allows one. */
    public static boolean isDuplicate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith(INTEGRITY_CLASS);
            }
        }
        return false;
    }

    /** Member who signs in with the address or number. */
    public static Optional<MemberEntity> memberByLogin(EntityManager em, boolean email, String login) {
        String field = email ? "email" : "phone";
        return em
                .createQuery("select m from MemberEntity m where m." + field + " = :login", MemberEntity.class)
                .setParameter("login", login)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** Adds to a kept figure. */
    public static void count(EntityManager em, String name, long amount) {
        em.createQuery("update CounterEntity c set c.amount = c.amount + :n where c.name = :name")
                .setParameter("n", amount)
                .setParameter("name", name)
                .executeUpdate();
    }

    /** Pattern for {@code like … escape '!'} that matches texts beginning with the given one. */
    public static String startingWith(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
