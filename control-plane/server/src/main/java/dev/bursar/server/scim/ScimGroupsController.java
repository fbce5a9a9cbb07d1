package dev.bursar.server.scim;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.scim.protocol.Projection;
import dev.bursar.server.scim.protocol.ResourceType;
import dev.bursar.server.scim.protocol.ResourceTypes;
import dev.bursar.server.scim.protocol.ScimException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /Groups} (RFC 7644, 3). */
@RestController
@RequestMapping(ScimAddress.PATH + "{organizationId}/Groups")
class ScimGroupsController {
    private static final ResourceType TYPE = ResourceTypes.GROUP;

    private final Tenancy tenancy;
    private final Groups groups;
    private final ScimAddress addresses;
    private final ScimJson json;

    ScimGroupsController(Tenancy tenancy, Groups groups, ScimAddress addresses, ScimJson json) {
        this.tenancy = tenancy;
        this.groups = groups;
        this.addresses = addresses;
        this.json = json;
    }

    @GetMapping
    ResponseEntity<Object> list(
            @RequestParam(required = false) @Nullable String filter,
            @RequestParam(required = false) @Nullable String sortBy,
            @RequestParam(required = false) @Nullable String sortOrder,
            @RequestParam(required = false) @Nullable Integer startIndex,
            @RequestParam(required = false) @Nullable Integer count,
            @RequestParam(required = false) @Nullable String attributes,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        return list(Listing.of(
                TYPE,
                new Listing.Asked(filter, sortBy, sortOrder, startIndex, count),
                Projection.of(TYPE, attributes, excludedAttributes)));
    }

    /** The same, for what is too long or too private for an address. */
    @PostMapping("/.search")
    ResponseEntity<Object> search(HttpServletRequest request) {
        return list(SearchRequest.read(TYPE, json.read(request)));
    }

    @GetMapping("/{id}")
    ResponseEntity<Object> get(
            @PathVariable String id,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            @RequestParam(required = false) @Nullable String attributes,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        Caller caller = ScimCallers.current();
        Projection projection = Projection.of(TYPE, attributes, excludedAttributes);
        Versioned group = tenancy.read(caller.organizationId(), tx -> groups.get(tx, caller, id(id), projection));
        return Preconditions.isKnown(ifNoneMatch, group.version())
                ? ResponseEntity.status(304)
                        .header("ETag", Meta.tag(group.version()))
                        .build()
                : answer(200, caller, group);
    }

    @PostMapping
    ResponseEntity<Object> create(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String attributes,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        Caller caller = ScimCallers.current();
        Projection projection = Projection.of(TYPE, attributes, excludedAttributes);
        JsonNode body = json.read(request);
        return answer(
                201, caller, tenancy.write(caller.organizationId(), tx -> groups.create(tx, caller, body, projection)));
    }

    @PutMapping("/{id}")
    ResponseEntity<Object> replace(
            @PathVariable String id,
            HttpServletRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String attributes,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        Caller caller = ScimCallers.current();
        Projection projection = Projection.of(TYPE, attributes, excludedAttributes);
        JsonNode body = json.read(request);
        return answer(
                200,
                caller,
                tenancy.write(
                        caller.organizationId(), tx -> groups.replace(tx, caller, id(id), ifMatch, body, projection)));
    }

    /** 204, as members may be many; with the group where the client says what of it. */
    @PatchMapping("/{id}")
    ResponseEntity<Object> patch(
            @PathVariable String id,
            HttpServletRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String attributes,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        Caller caller = ScimCallers.current();
        Projection projection = Projection.of(TYPE, attributes, excludedAttributes);
        JsonNode body = json.read(request);
        Versioned group = tenancy.write(
                caller.organizationId(), tx -> groups.patch(tx, caller, id(id), ifMatch, body, projection));
        return projection.isChosen()
                ? answer(200, caller, group)
                : ResponseEntity.noContent()
                        .header("ETag", Meta.tag(group.version()))
                        .build();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Object> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Caller caller = ScimCallers.current();
        tenancy.write(caller.organizationId(), tx -> {
            groups.delete(tx, caller, id(id), ifMatch);
            return true;
        });
        return ScimJson.empty(204);
    }

    private ResponseEntity<Object> list(Listing listing) {
        Caller caller = ScimCallers.current();
        Found found = tenancy.read(caller.organizationId(), tx -> groups.list(tx, caller, listing));
        return ScimJson.answer(200, ScimJson.list(found, listing.startIndex()));
    }

    private ResponseEntity<Object> answer(int status, Caller caller, Versioned group) {
        return ScimJson.answer(
                status, group, addresses.of(caller.organizationId()).group(group.id()));
    }

    private static UUID id(String text) {
        return Uuids.of(text).orElseThrow(() -> ScimException.notFound("group"));
    }
}
