package dev.bursar.server.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What Tomcat itself refuses, before any code of ours: a problem instead of a page, with nothing of the request in it. */
public final class ProblemValve extends ErrorReportValve {
    private static final int LEAST_ERROR = 400;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < LEAST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String code = status < 500 ? "request_rejected" : "internal_error";
        String body = "{\"type\":\"https://bursar.dev/problems/" + code + "\",\"title\":\"Error\",\"status\":" + status
                + ",\"code\":\"" + code + "\",\"detail\":\"The request cannot be answered.\"}";
        try {
            response.setContentType("application/problem+json");
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the client is gone", e);
        }
    }
}
