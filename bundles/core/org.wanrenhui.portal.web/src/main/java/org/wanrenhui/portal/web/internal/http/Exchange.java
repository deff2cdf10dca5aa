package org.wanrenhui.portal.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.wanrenhui.portal.api.Caller;
import org.wanrenhui.portal.api.Community;
import org.wanrenhui.portal.api.web.Flash;
import org.wanrenhui.portal.api.web.Upload;
import org.wanrenhui.portal.web.internal.page.ModuleView;

/** One request on its way: what the guards found out about it. Used by one thread, except for what blocks read of it. */
public final class Exchange {

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String requestId;
    private final String path;
    private final String clientAddress;
    private final boolean secure;
    private final Cookies cookies;
    private final String pathAndQuery;
    private final String origin;
    private Locale locale = Locale.SIMPLIFIED_CHINESE;
    private String textSize = "normal";
    private String colorScheme = "auto";
    private Optional<Caller> caller = Optional.empty();
    private Optional<Community> community = Optional.empty();
    private Optional<String> sessionToken = Optional.empty();
    private boolean bearer;
    private String csrf = "";
    private String moduleId = "web";
    private ModuleView view;
    private Flash flash;
    private Supplier<byte[]> key = () -> new byte[1];
    private List<Upload> uploads = List.of();
    private volatile boolean over;

    public Exchange(
            HttpServletRequest request,
            HttpServletResponse response,
            String requestId,
            String path,
            String clientAddress,
            boolean secure) {
        this.request = request;
        this.response = response;
        this.requestId = requestId;
        this.path = path;
        this.clientAddress = clientAddress;
        this.secure = secure;
        this.cookies = new Cookies(request, response, secure);
        this.pathAndQuery = request.getQueryString() == null ? path : path + "?" + request.getQueryString();
        String host = request.getHeader("Host");
        this.origin = (secure ? "https://" : "http://") + (RequestHost.wellFormed(host) ? host : "localhost");
    }

    public HttpServletRequest request() {
        return request;
    }

    public HttpServletResponse response() {
        return response;
    }

    public Cookies cookies() {
        return cookies;
    }

    public String requestId() {
        return requestId;
    }

    /** Path as sent, still escaped, without the query. */
    public String path() {
        return path;
    }

    /** Path with its query, as a link back to the same page. */
    public String pathAndQuery() {
        return pathAndQuery;
    }

    public boolean api() {
        return path.startsWith("/api/");
    }

    /** Whether the method promises to change nothing. */
    public boolean safe() {
        return switch (request.getMethod()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }

    public String clientAddress() {
        return clientAddress;
    }

    /** Scheme and host as the visitor's browser sees them. */
    public String origin() {
        return origin;
    }

    /** Whether the browser speaks TLS with us or with the proxy before us. */
    public boolean secure() {
        return secure;
    }

    public Locale locale() {
        return locale;
    }

    public void locale(Locale chosen) {
        this.locale = chosen;
    }

    public String textSize() {
        return textSize;
    }

    public String colorScheme() {
        return colorScheme;
    }

    void look(String size, String scheme) {
        this.textSize = size;
        this.colorScheme = scheme;
    }

    public Optional<Caller> caller() {
        return caller;
    }

    public Optional<String> sessionToken() {
        return sessionToken;
    }

    public boolean bearer() {
        return bearer;
    }

    void signedIn(Caller member, String token, boolean byBearer, String csrfToken) {
        this.caller = Optional.of(member);
        this.sessionToken = Optional.of(token);
        this.bearer = byBearer;
        this.csrf = csrfToken;
    }

    /** Token that forms send back; empty without a session cookie. */
    public String csrf() {
        return csrf;
    }

    public Optional<Community> community() {
        return community;
    }

    public void community(Community chosen) {
        this.community = Optional.ofNullable(chosen);
    }

    public String moduleId() {
        return moduleId;
    }

    /** What the answering module renders with; null until the module is known. */
    public ModuleView view() {
        return view;
    }

    public void answeredBy(String module, ModuleView moduleView) {
        this.moduleId = module;
        this.view = moduleView;
    }

    /** Whether the browser brings a message along. */
    public boolean flashed() {
        return cookies.get(Cookies.FLASH).isPresent();
    }

    /** Leaves a message for the page that the browser loads next. */
    void sendFlash(Flash message) {
        cookies.flash(message, key.get());
    }

    /** Key that messages in cookies are signed with; asked for only when there is a message. */
    void signWith(Supplier<byte[]> signingKey) {
        this.key = signingKey;
    }

    /** Message left by the request before, taken at most once and not after the answer has gone. */
    public Optional<Flash> takeFlash() {
        if (flash == null && !over && flashed()) {
            flash = cookies.flash(key.get()).orElse(null);
            cookies.remove(Cookies.FLASH);
        }
        return Optional.ofNullable(flash);
    }

    /** Files that came along. */
    public List<Upload> uploads() {
        return uploads;
    }

    void uploads(List<Upload> received) {
        this.uploads = received;
    }

    /** Notes that the answer has gone: a block may still hold on to this while the container reuses the request. */
    void end() {
        over = true;
        for (Upload upload : uploads) {
            try {
                Files.deleteIfExists(upload.content());
            } catch (IOException e) {
                upload.content().toFile().deleteOnExit();
            }
        }
    }
}
