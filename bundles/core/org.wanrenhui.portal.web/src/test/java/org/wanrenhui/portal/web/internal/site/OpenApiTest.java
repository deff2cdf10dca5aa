package org.wanrenhui.portal.web.internal.site;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.Test;
import org.wanrenhui.portal.web.internal.module.SampleResource;

public class OpenApiTest {

    private final JsonNode document =
            new ObjectMapper().valueToTree(new OpenApi(List.of(SampleResource.app())).document());
    private final JsonNode plants = document.at("/paths").path("/api/v1/garden/beds/{bed}/plants");

    @Test
    public void operationsStandUnderTheirPaths() {
        assertEquals("3.1.0", document.path("openapi").asText());
        assertEquals("Plants of bed", plants.at("/get/summary").asText());
        assertEquals("garden", plants.at("/get/tags/0").asText());
        assertEquals("path", plants.at("/get/parameters/0/in").asText());
        assertEquals("integer", plants.at("/get/parameters/0/schema/type").asText());
        assertEquals("20", plants.at("/get/parameters/1/schema/default").asText());
    }

    @Test
    public void recordsBecomeSchemas() {
        JsonNode answer = plants.at("/get/responses/200/content").path("application/json");
        JsonNode plant = answer.at("/schema/properties/items/items/properties");
        assertEquals("string", plant.at("/name/type").asText());
        assertEquals("date-time", plant.at("/planted/format").asText());
        assertEquals("array", plant.at("/tags/type").asText());
        JsonNode body = plants.at("/post/requestBody/content").path("application/json");
        assertEquals("string", body.at("/schema/properties/name/type").asText());
    }

    @Test
    public void whoMayCallIsSaid() {
        assertEquals(0, plants.at("/get/security").size());
        assertEquals(2, plants.at("/post/security").size());
        assertEquals("garden.plant", plants.at("/post/x-permission").asText());
    }

    @Test
    public void whatIsNotServedIsNotDescribed() {
        assertFalse(document.at("/paths").has("/api/v1/garden/forgotten"));
    }
}
