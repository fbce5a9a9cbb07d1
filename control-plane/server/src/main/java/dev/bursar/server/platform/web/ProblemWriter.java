package dev.bursar.server.platform.web;

import dev.bursar.adminapi.common.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems from filters, where no controller answers. */
@Component
public final class ProblemWriter {
    private final JsonMapper json;
    private final List<ProblemDialect> dialects;

    ProblemWriter(JsonMapper json, List<ProblemDialect> dialects) {
        this.json = json;
        this.dialects = List.copyOf(dialects);
    }

    public void write(HttpServletRequest request, HttpServletResponse response, int status, String code, String detail)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        for (ProblemDialect dialect : dialects) {
            if (dialect.isSpoken(request)) {
                send(response, status, dialect.contentType(), dialect.body(status, detail));
                return;
            }
        }
        HttpStatus known = HttpStatus.resolve(status);
        String id = RequestIds.of(request);
        Problem problem = new Problem(
                "https://bursar.dev/problems/" + code,
                known == null ? "Error" : known.getReasonPhrase(),
                status,
                code,
                detail,
                id.isEmpty() ? null : id,
                null);
        send(response, status, MediaType.APPLICATION_PROBLEM_JSON_VALUE, problem);
    }

    private void send(HttpServletResponse response, int status, String contentType, Object body) throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
