package org.wanrenhui.itests.access;

import java.util.HashMap;
import java.util.Map;

/** Bodies that do something, so that a missing check would show. Operations without one are sent an empty body. */
final class Bodies {

    private static final Map<String, String> BODIES = new HashMap<>();

    static {
        String forum = "/api/v1/forum";
        json("PATCH " + forum + "/boards/{board}", "{\"description\":\"{word}\"}");
        json("PUT " + forum + "/boards/{board}/draft", "{\"title\":\"\",\"body\":\"begun\"}");
        json("PUT " + forum + "/boards/{board}/subscription", "{\"on\":true}");
        json("POST " + forum + "/boards/{board}/topics", "{\"title\":\"{word}\",\"body\":\"{word}\"}");
        json("PATCH " + forum + "/posts/{post}", "{\"body\":\"{word}\"}");
        json("POST " + forum + "/posts/{post}/moderation", "{\"action\":\"HIDE\",\"reason\":\"not here\"}");
        json("PUT " + forum + "/posts/{post}/reaction", "{\"on\":true}");
        json("POST " + forum + "/posts/{post}/report", "{\"reason\":\"spam\"}");
        json("PATCH " + forum + "/topics/{topic}", "{\"featured\":true}");
        json("PUT " + forum + "/topics/{topic}/answer", "{\"post\":{post}}");
        json("PUT " + forum + "/topics/{topic}/draft", "{\"title\":\"\",\"body\":\"begun\"}");
        json("POST " + forum + "/topics/{topic}/posts", "{\"body\":\"{word}\"}");
        json("PUT " + forum + "/topics/{topic}/subscription", "{\"on\":true}");
        json("POST " + forum + "/topics/{topic}/votes", "{\"options\":[{option}]}");
        String members = "/api/v1/membership";
        json("PUT " + members + "/communities/{id}", "{record}");
        json("POST " + members + "/me/growth/points/{id}/appeal", "{\"words\":\"it was more\"}");
        json("POST " + members + "/verifications/{id}/decision", "{\"approve\":false,\"reason\":\"no papers\"}");
        json("POST " + members + "/verifications/applicants/{id}/decision", "{\"approve\":false}");
        json("POST " + members + "/verifications/residents/{id}/withdraw", "{\"reason\":\"moved away\"}");
        String moderation = "/api/v1/moderation";
        json("PUT " + moderation + "/cases/{id}", "{\"action\":\"HIDE\",\"reason\":\"not here\"}");
        json("PUT " + moderation + "/cases/{id}/appeal", "{\"granted\":false,\"answer\":\"it stays\"}");
        json("POST " + moderation + "/cases/{id}/appeal", "{\"words\":\"but it was true\"}");
        json(
                "POST " + moderation + "/sanctions",
                "{\"member\":{target},\"community\":{a},\"kind\":\"WARN\",\"days\":1,\"reason\":\"a word\"}");
        json("PUT " + moderation + "/sanctions/{id}/appeal", "{\"granted\":false,\"answer\":\"it stays\"}");
        json("POST " + moderation + "/sanctions/{id}/appeal", "{\"words\":\"but it was true\"}");
        form("POST /forum/b/{board}/new", "title={word}&body={word}&submission=");
        form("POST /forum/b/{board}/draft", "title=&body=begun");
        form("POST /forum/b/{board}/follow", "on=true");
        form(
                "POST /forum/manage/{board}",
                "kind=QUESTION&name={word}&nameEn=&description=&icon=lock&audience=community&postable=true");
        form("POST /forum/t/{topic}", "body={word}");
        form("POST /forum/t/{topic}/draft", "body=begun");
        form("POST /forum/t/{topic}/follow", "on=true");
        form("POST /forum/t/{topic}/settle", "featured=true");
        form("POST /forum/t/{topic}/vote", "option={option}");
        form("POST /forum/t/{topic}/p/{post}/accept", "on=true");
        form("POST /forum/t/{topic}/p/{post}/edit", "body={word}");
        form("POST /forum/t/{topic}/p/{post}/moderate", "action=HIDE&reason=not+here");
        form("POST /forum/t/{topic}/p/{post}/react", "on=true");
        form("POST /forum/t/{topic}/p/{post}/report", "reason=spam");
        form("POST /console/regions/{id}", "{recordForm}");
        form("POST /me/growth/{entry}/appeal", "words=it+was+more");
        form("POST /me/community/verifications/{id}", "approve=false&decision=refuse&reason=no+papers");
        form("POST /me/community/applicants/{id}", "approve=false&decision=refuse");
        form("POST /me/community/residents/{id}/withdraw", "reason=moved+away");
        form("POST /console/moderation/sanctions/{id}/appeal", "granted=false&answer=it+stays");
        form("POST /moderation/mine/sanctions/{id}/appeal", "words=but+it+was+true");
        form("POST /console/moderation/{id}", "action=HIDE&reason=not+here");
        form("POST /console/moderation/{id}/appeal", "granted=false&answer=it+stays");
        form("POST /moderation/mine/{id}/appeal", "words=but+it+was+true");
        form("POST /console/moderation/sanctions", "member={target}&community={a}&kind=WARN&days=1&reason=a+word");
    }

    private Bodies() {}

    private static void json(String operation, String body) {
        BODIES.put(operation, body);
    }

    private static void form(String operation, String body) {
        BODIES.put(operation, body);
    }

    /** The type that the operation takes. */
    static String type(AccessTable.Row row) {
        return switch (row.key()) {
            case "PUT /api/v1/licence" -> "text/plain";
            case "POST /api/v1/membership/divisions" -> "text/csv";
            default -> "application/json";
        };
    }

    /** The body with its placeholders still in it. */
    static String of(AccessTable.Row row) {
        return BODIES.getOrDefault(row.key(), row.api() ? "{}" : "");
    }
}
