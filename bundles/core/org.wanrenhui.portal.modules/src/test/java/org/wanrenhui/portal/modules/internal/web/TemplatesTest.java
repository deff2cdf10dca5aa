package org.wanrenhui.portal.modules.internal.web;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.Test;
import org.wanrenhui.portal.api.AuditLog;
import org.wanrenhui.portal.api.Jobs;
import org.wanrenhui.portal.api.Slice;
import org.wanrenhui.portal.api.data.DataFigures;
import org.wanrenhui.portal.api.data.DeadLetters;
import org.wanrenhui.portal.api.data.DomainEvent;
import org.wanrenhui.portal.modules.internal.state.Planner;

/** Renders every page of the console inside the base theme with texts of both languages. */
public class TemplatesTest {

    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path THEME = Path.of("../../../themes/org.wanrenhui.theme.base/src/main/resources");
    private static final String SCRIPT = "<script>alert(1)</script>";

    private final ModuleViews.Card forum = card("forum", "ON", "WARNING", null);
    private final ModuleViews.Card ads = card("ads", "OFF", "LICENSED", "it fell over " + SCRIPT);
    private final List<ModuleLog.Line> log = List.of(new ModuleLog.Line("on", "ok", AT, "guo", "12 ms"));

    @Test
    public void modules() throws Exception {
        String html = render(
                "modules",
                new ModulePages.ModulesView(
                        List.of(forum, ads),
                        "",
                        2,
                        1,
                        1,
                        2,
                        12,
                        true,
                        List.of(forum),
                        List.of("ads"),
                        List.of(new ModuleViews.Unfit("hello.jar", "This is not a jar")),
                        log));
        assertTrue(html.contains("action=\"/console/modules/forum/plan\""));
        assertTrue(html.contains("module-bad"));
        assertTrue(html.contains("/console/modules/ads/plan?desired=DISABLED"));
        render(
                "modules",
                new ModulePages.ModulesView(
                        List.of(), "off", 0, 0, 0, 0, 0, false, List.of(), List.of(), List.of(), List.of()));
        assertFalse(render("module", new ModulePages.ModuleView(ads, figures(), log))
                .contains("value=\"ENABLED\"><button"));
        var paused = card("polls", "OFF", "LICENSED", "paused " + SCRIPT);
        assertTrue(render("module", new ModulePages.ModuleView(paused, figures(), log))
                .contains("value=\"ENABLED\"><button"));
    }

    @Test
    public void plan() throws Exception {
        String html = render("plan", new ModulePages.PlanView(plan("ENABLED", null), true, false, AT, ""));
        assertTrue(html.contains("name=\"desired\" value=\"ENABLED\""));
        html = render("plan", new ModulePages.PlanView(plan("DISABLED", null), false, false, null, "polls"));
        assertTrue(html.contains("name=\"also\" value=\"polls\""));
        assertTrue(step(html, "Needs").contains("membership"));
        assertTrue(step(html, "Licence").contains("Valid"));
        assertFalse(step(html, "Needs").contains("Valid"));
        html = render("plan", new ModulePages.PlanView(plan("UNINSTALLED", null), false, false, null, ""));
        assertTrue(html.contains("name=\"desired\" value=\"UNINSTALLED\""));
        html = render("plan", new ModulePages.PlanView(plan("DISABLED", null), false, true, null, ""));
        assertTrue(html.contains("name=\"desired\" value=\"DISABLED\""));
        html = render("plan", new ModulePages.PlanView(plan("ENABLED", "no"), true, false, AT, ""));
        assertFalse(html.contains("name=\"desired\""));
    }

    @Test
    public void licence() throws Exception {
        var none = new LicenceApi.LicenceJson(null, null, null, null, null, List.of(), List.of(), null, AT);
        render("licence", new LicencePages.LicenceView(none, List.of(), "taiyuan", "1401", "", List.of()));
        var some =
                new LicenceApi.LicenceJson("1", "hq", "taiyuan", AT, AT, List.of("1401"), List.of(), "signature", AT);
        var row = new LicencePages.Row("forum", "Forum", false, "LAPSED", AT, null);
        var error = List.of(new Answers.FieldError("jws", "wrong"));
        String html = render("licence", new LicencePages.LicenceView(some, List.of(row), "t", "1", SCRIPT, error));
        assertTrue(html.contains("aria-invalid"));
    }

    @Test
    public void publishers() throws Exception {
        var choices = List.of(new PublisherPages.Choice("REFUSE", "Refuse", "why"));
        render("publishers", new PublisherPages.PublishersView(List.of(), choices, "REFUSE", "", List.of()));
        var lamp = new PublisherApi.PublisherJson("ab12", SCRIPT, AT, AT, "EXPIRED", "guo", AT, "pem");
        var error = List.of(new Answers.FieldError("certificate", "wrong"));
        String html =
                render("publishers", new PublisherPages.PublishersView(List.of(lamp), choices, "ALLOW", SCRIPT, error));
        assertTrue(html.contains("action=\"/console/publishers/ab12\""));
        assertTrue(html.contains("aria-invalid"));
    }

    private static SettingGroups.Field field(String kind, String value) {
        return new SettingGroups.Field(
                "m." + kind,
                SCRIPT,
                SCRIPT,
                kind,
                value,
                true,
                "",
                0,
                9,
                List.of(new SettingGroups.Option("A", SCRIPT)));
    }

    @Test
    public void operations() throws Exception {
        var values = new PortalSettings.Values(SCRIPT, "", "", "base", "#b5472f", "");
        var groups = List.of(new SettingGroups.Group(
                "membership",
                SCRIPT,
                List.of(
                        field("SWITCH", "true"),
                        field("NUMBER", "3"),
                        field("CHOICE", "A"),
                        field("LINE", SCRIPT),
                        field("SECRET", ""),
                        field("TEXT", SCRIPT)),
                "seen"));
        render(
                "settings",
                new SettingsPages.SettingsView(
                        values,
                        List.of(new PortalSettings.Theme("base", "Base")),
                        List.of("#b5472f"),
                        groups,
                        true,
                        List.of()));
        render("setting-group", new SettingGroupPages.GroupView(groups.get(0), groups, List.of()));
        var letter = new DeadLetters.Letter(
                4711, "growth", 12, new DomainEvent("forum.x", "topic:1", Map.of()), AT, 10, AT, SCRIPT);
        String html = render(
                "outbox",
                new OperationsPages.OutboxView(
                        List.of(new DeadLetters.Backlog("growth", "", true, 1, 2, 3)),
                        new Slice<>(List.of(letter), "12")));
        assertTrue(html.contains("/console/outbox/4711"));
        var job = new Jobs.Status("m.clean", true, false, false, Optional.empty(), 0, 2, SCRIPT, Optional.of(AT));
        render("jobs", new OperationsPages.JobsView(List.of(job)));
        var health = List.of(new HealthChecks.Answer("db", "OK", "well"), new HealthChecks.Answer("x", "WARN", "hm"));
        render("health", new OperationsPages.HealthView(health, 100, 512, 40, 5000, "17"));
        var entry = new AuditLog.Entry(1, AT, 2, "guo", "modules.enable", "module:forum", SCRIPT, "r");
        render(
                "audit",
                new AuditPages.AuditView(
                        AuditQuery.of("", SCRIPT, "", "", ""),
                        new Slice<>(List.of(entry), "1"),
                        "/console/audit?a=b",
                        "/console/audit.csv",
                        List.of()));
        var waiting = List.of(new TodayPages.Waiting("bad", "mail", "3 dead", "look", "/console/outbox"));
        render("today", new TodayPages.TodayView(waiting, 1, 2, 3, 4, log));
        render("today", new TodayPages.TodayView(List.of(), 1, 2, 3, 4, List.of()));
    }

    /** What the plan says under a heading. */
    private static String step(String html, String title) {
        String from = html.substring(html.indexOf("<li><b>" + title + "</b>"));
        return from.substring(0, from.indexOf("</li>"));
    }

    private static Planner.Plan plan(String desired, String refusal) {
        return new Planner.Plan(
                "forum",
                "Forum",
                "1.0.0",
                desired,
                7,
                List.of(),
                List.of("V1 forum"),
                List.of("/forum"),
                List.of("HotTopics"),
                List.of(),
                List.of("Counter"),
                List.of(new Planner.Requirement("membership", true)),
                List.of("polls"),
                "LICENSED",
                null,
                refusal);
    }

    private static ModuleViews.Card card(String id, String mode, String licence, String problem) {
        return new ModuleViews.Card(
                id,
                "org.wanrenhui." + id,
                id,
                "",
                "1.0.0",
                "plug",
                false,
                mode,
                true,
                licence,
                AT,
                problem != null && problem.startsWith("paused"),
                problem,
                List.of(1, 5, 1200),
                1200,
                12,
                0,
                "",
                null,
                List.of("membership"),
                List.of(id));
    }

    private static ModuleFigures.Figures figures() {
        return new ModuleFigures.Figures(
                100,
                3,
                12,
                2,
                1,
                SCRIPT,
                AT,
                300,
                70,
                4,
                90,
                1000,
                2_000_000,
                5000,
                List.of(new DataFigures.Table("TOPIC", 5000)),
                List.of(new HealthChecks.Answer("ads.x", "WARN", SCRIPT)));
    }

    private static String render(String name, Object page) throws IOException, TemplateException {
        String english = render(name, page, "en");
        String chinese = render(name, page, "zh_CN");
        for (String html : List.of(english, chinese)) {
            assertFalse("text missing: " + html, html.contains("⟦"));
            assertFalse("markup of a user", html.contains(SCRIPT));
            assertFalse("inline style", html.contains("style=\""));
        }
        return english;
    }

    private static String render(String name, Object page, String language) throws IOException, TemplateException {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setTemplateLoader(new MultiTemplateLoader(new TemplateLoader[] {
            new FileTemplateLoader(folder(THEME), true), new FileTemplateLoader(folder(RESOURCES), true)
        }));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setNumberFormat("c");
        configuration.setLogTemplateExceptions(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_34) {
            @Override
            public freemarker.template.TemplateModel wrap(Object object)
                    throws freemarker.template.TemplateModelException {
                return super.wrap(object instanceof Optional<?> optional ? optional.orElse(null) : object);
            }
        });
        Properties texts = new Properties();
        for (Path from : List.of(THEME, RESOURCES)) {
            try (var reader = Files.newBufferedReader(
                    from.resolve("i18n/messages_" + language + ".properties"), StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
        }
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("portal", portal());
        model.put("t", (TemplateMethodModelEx)
                args -> texts.getProperty(args.get(0).toString(), "⟦" + args.get(0) + "⟧"));
        StringWriter kept = new StringWriter();
        model.put("keep", (TemplateDirectiveModel) (environment, parameters, variables, body) -> body.render(kept));
        model.put("kept", (TemplateDirectiveModel) (environment, parameters, variables, body) ->
                environment.getOut().append(kept.getBuffer()));
        for (String function : List.of("asset", "ago", "when", "num")) {
            model.put(function, (TemplateMethodModelEx) args -> String.valueOf(args.get(0)));
        }
        model.put("iso", (TemplateMethodModelEx) args -> AT.toString());
        StringWriter out = new StringWriter();
        configuration.getTemplate("modules/" + name + ".ftlh").process(model, out);
        return out.toString();
    }

    private static File folder(Path resources) {
        return resources.resolve("templates").toFile();
    }

    private static Map<String, Object> portal() {
        Map<String, Object> portal = new HashMap<>();
        portal.put("title", "Portal");
        portal.put("locale", "en");
        portal.put("otherLocale", "zh-CN");
        portal.put("textSize", "normal");
        portal.put("colorScheme", "auto");
        portal.put("path", "/console");
        portal.put("csrf", "token");
        portal.put("icons", "/icons.svg");
        portal.put("art", "/art.svg");
        for (String list : List.of("css", "js", "officeNav", "nav", "tabs")) {
            portal.put(list, List.of());
        }
        return portal;
    }
}
