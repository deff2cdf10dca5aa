package org.wanrenhui.membership.internal.growth;

/** Sums of points. */
final class PointsMath {

    private static final int MOST = 1_000_000_000;

    private PointsMath() {}

    /**
     * What a rule gives when so much was given today.
     *
     * @param cap most that a day may bring; 0 for no limit; of a rule that takes points, most that it may take
     */
    static int within(int amount, int cap, int today) {
        if (cap == 0) {
            return amount;
        }
        return amount >= 0 ? Math.max(0, Math.min(amount, cap - today)) : Math.min(0, Math.max(amount, -cap - today));
    }

    /** A balance after a change, between 0 and a thousand million. */
    static int add(int balance, int amount) {
        return (int) Math.max(0, Math.min(MOST, (long) balance + amount));
    }
}
