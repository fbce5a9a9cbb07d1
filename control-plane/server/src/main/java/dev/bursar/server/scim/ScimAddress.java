package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.ResourceType;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where an organization's resources are, as seen from outside. */
@Component
final class ScimAddress {
    static final String PATH = "/scim/v2/";

    private final ScimProperties properties;

    ScimAddress(ScimProperties properties) {
        this.properties = properties;
    }

    /** Within a request: where nothing is configured, the address is the one that it was sent to. */
    Of of(UUID organizationId) {
        String base = properties.baseUrl() == null
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : properties.baseUrl();
        return new Of(base + PATH + organizationId);
    }

    /** Of one organization. @param base without a slash at its end */
    record Of(String base) {
        String resource(ResourceType type, UUID id) {
            return base + type.endpoint() + "/" + id;
        }
    }
}
