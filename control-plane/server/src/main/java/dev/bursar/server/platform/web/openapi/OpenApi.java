package dev.bursar.server.platform.web.openapi;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Makes an OpenAPI 3.1 document of routed operations. Used once, by one thread. */
final class OpenApi {
    private final Schemas schemas = new Schemas(Examples.read());
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();

    Map<String, Object> document(Map<RequestMappingInfo, HandlerMethod> operations) {
        operations.forEach((info, method) -> info.getPatternValues().stream()
                .filter(path -> path.startsWith(AdminApi.V1 + "/"))
                .forEach(path -> info.getMethodsCondition().getMethods().forEach(verb -> add(path, verb, method))));
        schemas.of(Problem.class, false);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info", Map.of("title", "Bursar Admin API", "version", "v1", "license", Map.of("name", "Apache-2.0")));
        document.put("security", List.of(Map.of("bearer", List.of())));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas",
                        schemas.named(),
                        "securitySchemes",
                        Map.of("bearer", Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT"))));
        return document;
    }

    private void add(String path, RequestMethod verb, HandlerMethod method) {
        paths.computeIfAbsent(path, key -> new TreeMap<>())
                .put(verb.name().toLowerCase(Locale.ROOT), operation(method));
    }

    private Map<String, Object> operation(HandlerMethod method) {
        String tag = method.getBeanType().getSimpleName().replace("Controller", "");
        List<Object> parameters = new ArrayList<>();
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", tag + "." + method.getMethod().getName());
        operation.put("tags", List.of(tag));
        boolean creates = false;
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                operation.put(
                        "requestBody",
                        Map.of(
                                "required",
                                true,
                                "content",
                                json(schemas.of(parameter.getGenericParameterType(), true))));
            } else {
                Map<String, Object> described = parameter(parameter);
                creates |= AdminApi.IDEMPOTENCY_KEY.equals(described.get("name"));
                parameters.add(described);
            }
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        operation.put("responses", responses(method, creates));
        return operation;
    }

    private Map<String, Object> parameter(MethodParameter parameter) {
        Map<String, Object> described = new LinkedHashMap<>();
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        described.put("name", header == null ? parameter.getParameter().getName() : header.name());
        described.put("in", header != null ? "header" : query != null ? "query" : "path");
        described.put(
                "required",
                parameter.hasParameterAnnotation(PathVariable.class)
                        || header != null && header.required()
                        || query != null && query.required());
        described.put("schema", schemas.of(parameter.getGenericParameterType(), false));
        return described;
    }

    private Map<String, Object> responses(HandlerMethod method, boolean creates) {
        Type type = method.getMethod().getGenericReturnType();
        if (type instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class) {
            type = generic.getActualTypeArguments()[0];
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(
                creates ? "201" : "200", Map.of("description", "Done.", "content", json(schemas.of(type, false))));
        responses.put(
                "default",
                Map.of(
                        "description",
                        "A problem (RFC 9457).",
                        "content",
                        Map.of(
                                "application/problem+json",
                                Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))));
        return responses;
    }

    private static Map<String, Object> json(Map<String, Object> schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }
}
