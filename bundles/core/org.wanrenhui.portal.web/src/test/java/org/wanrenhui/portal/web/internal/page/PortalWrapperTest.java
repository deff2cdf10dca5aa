package org.wanrenhui.portal.web.internal.page;

import static org.junit.Assert.assertEquals;

import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class PortalWrapperTest {

    public record Flat(String name, int floor, Optional<String> note, List<String> tags) {

        public String label() {
            return "№ " + name;
        }
    }

    private static String show(String template) throws Exception {
        var configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setObjectWrapper(new PortalWrapper());
        var out = new StringWriter();
        var flat = new Flat("302", 3, Optional.empty(), List.of("a", "b"));
        new Template("t", template, configuration).process(Map.of("flat", flat), out);
        return out.toString();
    }

    @Test
    public void componentsAreRead() throws Exception {
        assertEquals("302 3 b", show("${flat.name} ${flat.floor} ${flat.tags[1]}"));
    }

    @Test
    public void componentsAndMethodsCanBeCalled() throws Exception {
        assertEquals("302 № 302", show("${flat.name()} ${flat.label()}"));
    }

    @Test
    public void anEmptyOptionalIsMissing() throws Exception {
        assertEquals("none", show("${flat.note!'none'}"));
        assertEquals("no", show("<#if flat.note??>yes<#else>no</#if>"));
    }

    @Test
    public void whatIsNotThereIsMissing() throws Exception {
        assertEquals("-", show("${flat.price!'-'}"));
    }
}
