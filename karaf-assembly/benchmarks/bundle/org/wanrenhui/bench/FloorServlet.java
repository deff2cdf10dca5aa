package org.wanrenhui.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with the bytes it was given last: what the container does by itself, without a portal. */
final class FloorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private volatile byte[] body = new byte[0];

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        body = request.getInputStream().readAllBytes();
        response.setStatus(204);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] now = body;
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(now.length);
        response.getOutputStream().write(now);
    }
}
