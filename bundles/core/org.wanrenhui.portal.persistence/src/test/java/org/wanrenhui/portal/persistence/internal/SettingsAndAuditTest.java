package org.wanrenhui.portal.persistence.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;
import org.wanrenhui.portal.api.AuditLog.Entry;
import org.wanrenhui.portal.api.AuditLog.Filter;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.Transactions;
import org.wanrenhui.portal.api.spi.HealthCheck.Status;

@RunWith(Parameterized.class)
public class SettingsAndAuditTest {

    @Rule
    public final TestNode test;

    public SettingsAndAuditTest(String dialect) {
        test = new TestNode(dialect);
    }

    @Parameters(name = "{0}")
    public static List<String> dialects() {
        return TestNode.DIALECTS;
    }

    @Test
    public void settingsAreThereAtOnceAndAfterARestart() {
        Map<String, String> values = new HashMap<>(Map.of("a.x", "1", "a.y", "邻里", "b.z", "3"));
        test.node().settings().put(values);
        assertEquals("邻里", test.node().settings().get("a.y", ""));
        values.replaceAll((key, value) -> key.equals("a.x") ? null : " ");
        values.remove("b.z");
        test.node().settings().put(values);
        assertEquals(Optional.empty(), test.node().settings().get("a.x"));
        test.close();
        test.open();
        assertEquals(Map.of("b.z", "3"), test.node().settings().withPrefix(""));
    }

    @Test
    public void anotherNodeSeesAChange() throws Exception {
        try (Node second = test.second()) {
            Settings there = second.settings();
            test.node().settings().put(Map.of("a.x", "1"));
            Await.until("seen", () -> there.get("a.x").isPresent());
        }
    }

    @Test
    public void anEntryInsideAWriteSharesItsFate() throws Exception {
        Transactions transactions = test.notes().transactions();
        assertThrows(
                IllegalArgumentException.class,
                () -> transactions.run(em -> {
                    test.node().audit().record("notes.write", "note:1", "lost");
                    throw new IllegalArgumentException();
                }));
        transactions.run(em -> test.node().audit().record("notes.write", "note:2", "kept"));
        test.node().audit().record("modules.enable", "module:forum", "on");
        assertEquals(List.of("on", "kept"), details(Filter.ALL));
        Entry entry =
                test.node().auditLog().entries(Filter.ALL, null, 1).items().get(0);
        assertEquals("system", entry.actor());
        assertEquals("-", entry.requestId());
        assertTrue(entry.at().isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    public void entriesArePagedAndFiltered() {
        for (int i = 1; i <= 5; i++) {
            test.node().audit().record(i % 2 == 0 ? "a.even" : "a.odd", "n:" + i, "" + i);
        }
        Slice<Entry> first = test.node().auditLog().entries(Filter.ALL, "", 2);
        Slice<Entry> second = test.node().auditLog().entries(Filter.ALL, first.next(), 2);
        Slice<Entry> third = test.node().auditLog().entries(Filter.ALL, second.next(), 2);
        assertEquals(
                Arrays.asList("5", "4", "3", "2", "1"),
                Stream.of(first, second, third)
                        .flatMap(slice -> slice.items().stream())
                        .map(Entry::detail)
                        .toList());
        assertEquals(null, third.next());
        Filter even = new Filter(
                Optional.of("a.ev"),
                Optional.of("n:"),
                Optional.of(0L),
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.now().plusSeconds(60)));
        assertEquals(List.of("4", "2"), details(even));
    }

    @Test
    public void theDatabaseIsWell() {
        test.node()
                .healthChecks()
                .forEach(check -> assertEquals(
                        check.check().words(), Status.OK, check.check().status()));
    }

    private List<String> details(Filter filter) {
        return test.node().auditLog().entries(filter, null, 50).items().stream()
                .map(Entry::detail)
                .toList();
    }

    @Test
    public void theSecondOfTwoEditorsIsRefused() {
        var settings = test.node().settings();
        settings.put(java.util.Map.of("race.title", "one"));
        assertTrue(settings.replace(java.util.Map.of("race.title", "one"), java.util.Map.of("race.title", "two")));
        org.junit.Assert.assertFalse(
                settings.replace(java.util.Map.of("race.title", "one"), java.util.Map.of("race.title", "three")));
        assertEquals("two", settings.get("race.title", ""));
        assertTrue(settings.replace(java.util.Map.of("race.new", ""), java.util.Map.of("race.new", "first")));
    }
}
