package dev.bursar.server.platform.web.openapi;

import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** {@code GET /admin/v1/openapi.json}, for anyone: it says nothing that the source does not. */
@RestController
class OpenApiController {
    private final RequestMappingHandlerMapping mapping;

    OpenApiController(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    @GetMapping(path = "/admin/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> document() {
        return new OpenApi()
                .document(mapping.getHandlerMethods().entrySet().stream()
                        .filter(entry -> entry.getValue().getBeanType() != OpenApiController.class)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
