package dev.bursar.server.scim;

import dev.bursar.server.platform.web.ProblemDialect;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of requests and answers: {@code application/scim+json} (RFC 7644, 3.1 and 3.12). */
@Component
final class ScimJson implements ProblemDialect {
    static final String MEDIA_TYPE = "application/scim+json";
    /** Of a body, as {@code BodyLimit} enforces it for every request. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final MediaType SCIM = MediaType.parseMediaType(MEDIA_TYPE);
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private final JsonMapper json;

    ScimJson(JsonMapper json) {
        this.json = json;
    }

    /** @throws ScimException 400 for what is no JSON object, 413, 415 */
    JsonNode read(HttpServletRequest request) {
        requireJson(request.getContentType());
        try {
            JsonNode body = json.readTree(request.getInputStream().readAllBytes());
            if (body.isObject()) {
                return body;
            }
            throw ScimException.bad(ScimType.INVALID_SYNTAX, "The body is a JSON object.");
        } catch (JacksonException e) {
            throw ScimException.bad(ScimType.INVALID_SYNTAX, "The body is not JSON, or nested too deeply.");
        } catch (IOException e) {
            throw ScimException.of(413, "A body has at most 1 MiB.");
        }
    }

    static ResponseEntity<Object> answer(int status, ObjectNode body) {
        return ResponseEntity.status(status).contentType(SCIM).body(body);
    }

    static ResponseEntity<Object> answer(int status, Versioned versioned, String location) {
        return ResponseEntity.status(status)
                .contentType(SCIM)
                .header("Location", location)
                .header("ETag", Meta.tag(versioned.version()))
                .body(versioned.resource());
    }

    static ResponseEntity<Object> empty(int status, Versioned versioned) {
        return ResponseEntity.status(status)
                .header("ETag", Meta.tag(versioned.version()))
                .build();
    }

    static ResponseEntity<Object> refusal(ScimException e) {
        return answer(e.status(), error(e));
    }

    static ObjectNode error(ScimException e) {
        return error(e.status(), e.type(), e.detail());
    }

    static ObjectNode list(Found found, int startIndex) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add(LIST);
        list.put("totalResults", found.total());
        list.put("itemsPerPage", found.resources().size());
        list.put("startIndex", startIndex);
        ArrayNode resources = list.putArray("Resources");
        found.resources().forEach(resources::add);
        return list;
    }

    // ------------------------------------------------------------------ what filters refuse

    @Override
    public boolean isSpoken(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + ScimAddress.PATH);
    }

    @Override
    public String contentType() {
        return MEDIA_TYPE;
    }

    @Override
    public Object body(int status, String detail) {
        return error(status, Optional.empty(), detail);
    }

    private static ObjectNode error(int status, Optional<ScimType> type, String detail) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putArray("schemas").add(ERROR);
        type.ifPresent(t -> error.put("scimType", t.text()));
        error.put("detail", detail);
        error.put("status", Integer.toString(status));
        return error;
    }

    private static void requireJson(@Nullable String contentType) {
        try {
            MediaType type = contentType == null ? MediaType.APPLICATION_JSON : MediaType.parseMediaType(contentType);
            if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) || type.equalsTypeAndSubtype(SCIM)) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // Refused below, as any other type that is none of ours.
        }
        throw ScimException.of(415, "A body is " + MEDIA_TYPE + ".");
    }
}
