package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.ScimException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What there is (RFC 7644, 4), and an answer in SCIM's words for what there is not. */
@RestController
@RequestMapping(ScimAddress.PATH + "{organizationId}")
class DiscoveryController {
    private static final Set<String> UNSERVED = Set.of("Me", ".search");
    private static final Set<String> SERVED =
            Set.of("Users", "Groups", "Bulk", "ServiceProviderConfig", "ResourceTypes", "Schemas");

    private final ScimAddress addresses;

    DiscoveryController(ScimAddress addresses) {
        this.addresses = addresses;
    }

    @GetMapping("/ServiceProviderConfig")
    ResponseEntity<Object> provider() {
        return ScimJson.answer(200, Discovery.provider(address()));
    }

    @GetMapping("/ResourceTypes")
    ResponseEntity<Object> types(@RequestParam(required = false) @Nullable String filter) {
        return all(filter, Discovery.types(address()));
    }

    @GetMapping("/ResourceTypes/{name}")
    ResponseEntity<Object> type(@PathVariable String name) {
        return ScimJson.answer(
                200, Discovery.type(name, address()).orElseThrow(() -> ScimException.notFound("resource type")));
    }

    @GetMapping("/Schemas")
    ResponseEntity<Object> schemas(@RequestParam(required = false) @Nullable String filter) {
        return all(filter, Discovery.schemas(address()));
    }

    @GetMapping("/Schemas/{id}")
    ResponseEntity<Object> schema(@PathVariable String id) {
        return ScimJson.answer(
                200, Discovery.schema(id, address()).orElseThrow(() -> ScimException.notFound("schema")));
    }

    /** {@code /Me} and searches over everything are not served; other methods and names are unknown. */
    @RequestMapping({"", "/{first}", "/{first}/{*rest}"})
    ResponseEntity<Object> unknown(@PathVariable(required = false) @Nullable String first) {
        String name = String.valueOf(first);
        if (UNSERVED.contains(name)) {
            throw ScimException.of(501, "This is not served: see ServiceProviderConfig.");
        }
        throw SERVED.contains(name)
                ? ScimException.of(405, "There is no such method here.")
                : ScimException.notFound("resource");
    }

    /** These lists are not filtered (RFC 7644, 4). */
    private static ResponseEntity<Object> all(@Nullable String filter, List<ObjectNode> resources) {
        if (filter != null) {
            throw ScimException.of(403, "This list is not filtered.");
        }
        return ScimJson.answer(200, ScimJson.list(new Found(resources.size(), resources), 1));
    }

    private ScimAddress.Of address() {
        return addresses.of(ScimCallers.current().organizationId());
    }
}
