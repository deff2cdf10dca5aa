package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.wanrenhui.itests.support.Multipart;
import org.wanrenhui.portal.testing.Await;
import org.wanrenhui.portal.testing.Client;
import org.wanrenhui.portal.testing.Databases;
import org.wanrenhui.portal.testing.PortalProcess;

/** Files: uploaded, drawn anew, shown to whoever reads the post, hidden with it, gone while its module is off. */
@RunWith(Parameterized.class)
public class FilesIT {

    private static final String PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

    @Parameterized.Parameters(name = "{0}")
    public static Collection<Object[]> databases() {
        return Databases.BOTH;
    }

    @Parameterized.Parameter
    public String database;

    private static PortalProcess portal;

    @Parameterized.BeforeParam
    public static void start(String database) throws Exception {
        portal = PortalProcess.create().database(Databases.fresh(database)).start();
    }

    @Parameterized.AfterParam
    public static void stop() throws Exception {
        portal.close();
    }

    private static byte[] photo(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (x * 255 / width) << 16 | (y * 255 / height) << 8 | (x * y) % 256);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    private URI at(String path) {
        return portal.url().resolve(path);
    }

    private HttpResponse<String> upload(Client client, String name, String type, byte[] content) {
        return new Multipart().file("files", name, type, content).post(at("/api/v1/files?for=forum.post"), client);
    }

    private JsonNode uploaded(Client client, String name, byte[] content) throws IOException {
        HttpResponse<String> answer = upload(client, name, "application/octet-stream", content);
        assertEquals(answer.body(), 201, answer.statusCode());
        return new ObjectMapper().readTree(answer.body());
    }

    private int status(Client client, String path) {
        return Multipart.get(at(path), client).statusCode();
    }

    /** A community that takes the member at once and has not verified them. */
    private static long joined(Client member) {
        for (JsonNode community : member.get("/api/v1/membership/communities?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            long id = community.get("id").asLong();
            String path = "/api/v1/membership/communities/" + id + "/membership";
            if (member.get(path).expect(200).body().contains("\"member\"")) {
                continue; // may be verified there already
            }
            Client.Answer answer = member.put(path, "{}");
            if (answer.status() == 200 && answer.body().contains("\"member\"")) {
                return id;
            }
        }
        throw new AssertionError("no open community");
    }

    private static long board(Client client, String audience) {
        for (JsonNode board :
                client.get("/api/v1/forum/boards").expect(200).json().get("items")) {
            if (board.get("audience").asText().equals(audience)
                    && !board.get("kind").asText().equals("ANNOUNCEMENT")) {
                return board.get("id").asLong();
            }
        }
        throw new AssertionError("no board for " + audience);
    }

    private long topic(Client client, long board, List<Map<String, Object>> attachments) {
        return client.post(
                        "/api/v1/forum/boards/" + board + "/topics",
                        Map.of("title", "电梯里的通知", "body", "大家看看。", "attachments", attachments))
                .expect(201)
                .json()
                .get("id")
                .asLong();
    }

    @Test
    public void picturesAndDocumentsInTopics() throws Exception {
        Client guest = portal.guest();
        Client resident = portal.as("resident");
        JsonNode picture = uploaded(resident, "电梯.jpg", photo(2000, 1000));
        JsonNode paper = uploaded(resident, "通知.pdf", PDF.getBytes(StandardCharsets.US_ASCII));
        assertEquals("image/jpeg", picture.get("type").asText());
        assertEquals(1600, picture.get("width").asInt());
        assertEquals("DOCUMENT", paper.get("kind").asText());
        String href = picture.get("href").asText();
        assertEquals("its uploader sees it before it is used", 200, status(resident, href));
        assertEquals("nobody else does", 404, status(guest, href));
        assertEquals(404, status(portal.as("operator"), href));

        long topic = topic(
                resident,
                board(guest, "public"),
                List.of(
                        Map.of("id", picture.get("id").asLong(), "alt", "电梯门上的通知"),
                        Map.of("id", paper.get("id").asLong())));
        HttpResponse<byte[]> shown = Multipart.get(at(href), guest);
        assertEquals(200, shown.statusCode());
        assertEquals(1600, ImageIO.read(new ByteArrayInputStream(shown.body())).getWidth());
        assertTrue(shown.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
        assertTrue(
                shown.headers().firstValue("Content-Security-Policy").orElse("").contains("sandbox"));
        assertEquals(
                "nosniff", shown.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals(
                320,
                ImageIO.read(new ByteArrayInputStream(
                                Multipart.get(at(picture.get("preview").asText()), guest)
                                        .body()))
                        .getWidth());
        HttpResponse<byte[]> document = Multipart.get(at(paper.get("href").asText()), guest);
        assertEquals(
                "application/pdf", document.headers().firstValue("Content-Type").orElse(""));
        assertTrue(
                document.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment"));
        String page = guest.get("/forum/t/" + topic).expect(200).body();
        assertTrue(page.contains("alt=\"电梯门上的通知\"") && page.contains("srcset=") && page.contains("通知.pdf"));
        JsonNode json = guest.get("/api/v1/forum/topics/" + topic).expect(200).json();
        assertEquals(2, json.get("attachments").size());
        assertEquals("电梯门上的通知", json.get("attachments").get(0).get("alt").asText());
        String slug = guest.get("/api/v1/forum/boards/" + json.get("board").asLong())
                .json()
                .get("slug")
                .asText();
        assertTrue(guest.get("/forum/b/" + slug + "/feed").expect(200).body().contains("rel=\"enclosure\""));

        // a file belongs to one post, and to whom uploaded it
        Map<String, Object> again = Map.of(
                "body",
                "再发一次",
                "attachments",
                List.of(Map.of("id", picture.get("id").asLong())));
        resident.post("/api/v1/forum/topics/" + topic + "/posts", again).expect(422);
        JsonNode own = uploaded(resident, "a.jpg", photo(50, 50));
        portal.as("merchant")
                .post(
                        "/api/v1/forum/topics/" + topic + "/posts",
                        Map.of(
                                "body",
                                "借来的",
                                "attachments",
                                List.of(Map.of("id", own.get("id").asLong()))))
                .expect(422);

        // what is removed from the post is gone
        long post = resident.get("/api/v1/forum/topics/" + topic + "/posts")
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asLong();
        resident.send(
                        "PATCH",
                        "/api/v1/forum/posts/" + post,
                        "application/json",
                        "{\"body\":\"大家看看，通知撤了。\",\"tags\":[\"电梯\"],\"attachments\":[{\"id\":" + picture.get("id")
                                + "}]}")
                .expect(200);
        assertEquals(
                "电梯",
                guest.get("/api/v1/forum/topics/" + topic)
                        .json()
                        .get("tags")
                        .get(0)
                        .asText());
        assertTrue(guest.get("/forum/tag/" + Client.encode("电梯"))
                .expect(200)
                .body()
                .contains("/forum/t/" + topic));
        assertEquals(404, status(guest, paper.get("href").asText()));
        assertEquals(200, status(guest, href));

        // a moderator hides the topic, and the picture with it; then the forum goes off
        Client operator = portal.as("operator");
        operator.post("/api/v1/forum/posts/" + post + "/moderation", Map.of("action", "HIDE", "reason", "测试"))
                .expect(200, 204);
        assertEquals(404, status(guest, href));
        assertEquals(404, status(portal.as("merchant"), href));
        assertEquals(200, status(resident, href));
        assertEquals(200, status(operator, href));
        operator.put("/api/v1/modules/forum", Map.of("desired", "DISABLED")).expect(200);
        Await.until("the file goes with its module", Duration.ofSeconds(10), () -> status(resident, href) == 404);
        assertEquals(404, upload(resident, "b.jpg", "image/jpeg", photo(50, 50)).statusCode());
        operator.put("/api/v1/modules/forum", Map.of("desired", "ENABLED")).expect(200);
        Await.until("and comes back with it", Duration.ofSeconds(10), () -> status(resident, href) == 200);

        portal.stop();
        portal.start();
        Client later = portal.as("operator");
        Await.until("kept over a restart", Duration.ofSeconds(20), () -> status(later, href) == 200);
        assertFalse("errors in the log:\n" + portal.log(), portal.log().contains(" ERROR "));
    }

    @Test
    public void communityBoardsKeepTheirPictures() throws Exception {
        Client resident = portal.as("resident");
        JsonNode picture = uploaded(resident, "楼道.png", photo(400, 300));
        topic(
                resident,
                board(resident, "community"),
                List.of(Map.of("id", picture.get("id").asLong())));
        String href = picture.get("href").asText();
        HttpResponse<byte[]> own = Multipart.get(at(href), resident);
        assertEquals(200, own.statusCode());
        assertEquals(
                "private, no-cache", own.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(404, status(portal.guest(), href));
        assertEquals(
                "an address with another hash leads nowhere",
                404,
                status(resident, href.replaceFirst("/[0-9a-f]{32}/", "/" + "0".repeat(32) + "/")));
    }

    @Test
    public void whatIsHostileIsRefused() throws Exception {
        Client resident = portal.as("resident");
        byte[] html = "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        assertEquals(415, upload(resident, "photo.jpg", "image/jpeg", html).statusCode());
        assertEquals(
                415,
                upload(
                                resident,
                                "a.svg",
                                "image/svg+xml",
                                "<svg onload='alert(1)'/>".getBytes(StandardCharsets.US_ASCII))
                        .statusCode());
        HttpResponse<String> webp =
                upload(resident, "a.webp", "image/webp", "RIFF0000WEBPVP8 ".getBytes(StandardCharsets.US_ASCII));
        assertEquals(415, webp.statusCode());
        assertTrue(webp.body(), webp.body().contains("WebP"));
        byte[] whole = photo(800, 600);
        assertEquals(
                422,
                upload(resident, "half.jpg", "image/jpeg", java.util.Arrays.copyOf(whole, whole.length / 2))
                        .statusCode());
        assertEquals(
                422, upload(resident, "empty.jpg", "image/jpeg", new byte[0]).statusCode());
        assertEquals(
                413,
                upload(resident, "big.pdf", "application/pdf", new byte[21_000_000])
                        .statusCode());
        assertEquals(
                404,
                new Multipart()
                        .file("files", "a.jpg", "image/jpeg", whole)
                        .post(at("/api/v1/files?for=nobody.here"), resident)
                        .statusCode());
        assertEquals(401, upload(portal.guest(), "a.jpg", "image/jpeg", whole).statusCode());
        resident.post("/api/v1/files?for=forum.post", Map.of()).expect(422);
        resident.send("POST", "/api/v1/files?for=forum.post", "multipart/form-data", "no boundary")
                .expect(400);
        // the name leads nowhere and turns nothing around
        JsonNode named = uploaded(resident, "../../etc/\u202egpj.exe", whole);
        assertEquals("gpj.jpg", named.get("name").asText().strip());
        Await.until("nothing stays behind", Duration.ofSeconds(20), () -> {
            try (Stream<Path> left = Files.list(portal.data().resolve("tmp/uploads"))) {
                return left.count() == 0;
            }
        });
        JsonNode space = resident.get("/api/v1/files/space").expect(200).json();
        int files = space.get("files").asInt();
        assertTrue(files > 0);
        resident.delete("/api/v1/files/" + named.get("id")).expect(204);
        assertEquals(
                files - 1,
                resident.get("/api/v1/files/space").json().get("files").asInt());
        portal.as("merchant").get("/api/v1/files/" + named.get("id")).expect(404);
    }

    @Test
    public void portraits() throws Exception {
        Client resident = portal.as("resident");
        HttpResponse<String> answer = new Multipart()
                .file("files", "me.jpg", "image/jpeg", photo(700, 500))
                .post(at("/api/v1/files?for=membership.portrait"), resident);
        assertEquals(answer.body(), 201, answer.statusCode());
        JsonNode first = new ObjectMapper().readTree(answer.body());
        assertEquals(first.get("width"), first.get("height"));
        assertEquals(
                "not shown before it is chosen",
                404,
                status(portal.guest(), first.get("href").asText()));
        String picture = resident.put(
                        "/api/v1/membership/me/picture",
                        Map.of("file", first.get("id").asLong()))
                .expect(200)
                .json()
                .get("picture")
                .asText();
        assertEquals(200, status(portal.guest(), picture));
        assertTrue(portal.guest()
                .get("/u/" + resident.memberId())
                .expect(200)
                .body()
                .contains(picture));
        portal.as("merchant")
                .put(
                        "/api/v1/membership/me/picture",
                        Map.of("file", first.get("id").asLong()))
                .expect(422);

        Client browser = portal.guest().signInByForm("resident@demo", PortalProcess.PASSWORD);
        assertEquals(
                303,
                new Multipart()
                        .field("_csrf", browser.csrf())
                        .file("files", "new.png", "image/png", photo(300, 300))
                        .post(at("/me/profile/picture"), browser)
                        .statusCode());
        assertEquals("the old one is gone", 404, status(portal.guest(), picture));
        HttpResponse<String> refused = new Multipart()
                .field("_csrf", browser.csrf())
                .file("files", "x.pdf", "application/pdf", PDF.getBytes(StandardCharsets.US_ASCII))
                .post(at("/me/profile/picture"), browser);
        assertEquals(415, refused.statusCode());
        resident.delete("/api/v1/membership/me/picture").expect(204);
        assertEquals(
                "", resident.get("/api/v1/membership/me").json().get("picture").asText());
    }

    @Test
    public void papersAreForThoseWhoDecide() throws Exception {
        Client merchant = portal.as("merchant");
        long community = joined(merchant);
        HttpResponse<String> answer = new Multipart()
                .file("files", "房产证.jpg", "image/jpeg", photo(1200, 900))
                .post(at("/api/v1/files?for=membership.verification"), merchant);
        assertEquals(answer.body(), 201, answer.statusCode());
        JsonNode paper = new ObjectMapper().readTree(answer.body());
        String href = paper.get("href").asText();
        Client operator = portal.as("operator");
        assertEquals(404, status(operator, href));
        Client.Answer sent = merchant.post(
                "/api/v1/membership/communities/" + community + "/verifications",
                Map.of(
                        "building",
                        "1",
                        "room",
                        "101",
                        "relation",
                        "OWNER",
                        "papers",
                        List.of(paper.get("id").asLong())));
        sent.expect(201);
        HttpResponse<byte[]> shown = Multipart.get(at(href), operator);
        assertEquals(200, shown.statusCode());
        assertEquals(
                "private, no-store", shown.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(200, status(merchant, href));
        assertEquals(404, status(portal.guest(), href));
        assertEquals(404, status(portal.as("resident"), href));
        assertTrue(operator.get("/api/v1/membership/verifications?limit=100")
                .expect(200)
                .body()
                .contains(href));
    }

    @Test
    public void formWithoutScript() throws Exception {
        Client resident = portal.guest().signInByForm("resident@demo", PortalProcess.PASSWORD);
        long board = board(portal.guest(), "public");
        String slug = portal.guest()
                .get("/api/v1/forum/boards/" + board)
                .json()
                .get("slug")
                .asText();
        HttpResponse<String> answer = new Multipart()
                .field("_csrf", resident.csrf())
                .field("title", "没有脚本也能发图")
                .field("body", "一张照片")
                .file("files", "p.png", "image/png", photo(900, 500))
                .file("files", "", "application/octet-stream", new byte[0])
                .post(at("/forum/b/" + slug + "/new"), resident);
        assertEquals(answer.body(), 303, answer.statusCode());
        String page = resident.get(
                        URI.create(answer.headers().firstValue("Location").orElseThrow())
                                .getPath())
                .expect(200)
                .body();
        assertTrue(page.contains("没有脚本也能发图") && page.contains("/files/"));
        // without the token of the session nothing is taken
        assertEquals(
                403,
                new Multipart()
                        .field("title", "别人的表单")
                        .field("body", "x")
                        .post(at("/forum/b/" + slug + "/new"), resident)
                        .statusCode());
    }
}
