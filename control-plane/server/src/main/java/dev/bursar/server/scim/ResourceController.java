package dev.bursar.server.scim;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.scim.protocol.Projection;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
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
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** One kind of resource over HTTP (RFC 7644, 3). Where it is found, its controller says. */
abstract class ResourceController {
    private final Frame frame;
    private final ResourceKind<?> resources;

    ResourceController(Frame frame, ResourceKind<?> resources) {
        this.frame = frame;
        this.resources = resources;
    }

    /** What the controllers share. */
    @org.springframework.stereotype.Component
    record Frame(Tenancy tenancy, ScimAddress addresses, ScimJson json, Ids ids, Clock clock) {}

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
                resources.type(),
                new Listing.Asked(filter, sortBy, sortOrder, startIndex, count),
                projection(attributes, excludedAttributes)));
    }

    /** The same, for what is too long or too private for an address. */
    @PostMapping("/.search")
    ResponseEntity<Object> search(HttpServletRequest request) {
        return list(SearchRequest.read(resources.type(), frame.json.read(request)));
    }

    @GetMapping("/{id}")
    ResponseEntity<Object> get(
            @PathVariable String id,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            @RequestParam(required = false) @Nullable String attributes,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        Caller caller = ScimCallers.current();
        Projection projection = projection(attributes, excludedAttributes);
        Versioned found =
                frame.tenancy.read(caller.organizationId(), tx -> resources.get(tx, caller, id(id), projection));
        return Preconditions.isKnown(ifNoneMatch, found.version())
                ? ScimJson.empty(304, found)
                : answer(200, caller, found);
    }

    @PostMapping
    ResponseEntity<Object> create(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String attributes,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        Caller caller = ScimCallers.current();
        Projection projection = projection(attributes, excludedAttributes);
        JsonNode body = frame.json.read(request);
        UUID id = frame.ids.next();
        return answer(
                201,
                caller,
                frame.tenancy.write(caller.organizationId(), tx -> resources.create(tx, caller, id, body, projection)));
    }

    @PutMapping("/{id}")
    ResponseEntity<Object> replace(
            @PathVariable String id,
            HttpServletRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String attributes,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        Caller caller = ScimCallers.current();
        Projection projection = projection(attributes, excludedAttributes);
        JsonNode body = frame.json.read(request);
        return answer(
                200,
                caller,
                frame.tenancy.write(
                        caller.organizationId(),
                        tx -> resources.replace(tx, caller, id(id), ifMatch, body, projection)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Object> patch(
            @PathVariable String id,
            HttpServletRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String attributes,
            @RequestParam(required = false) @Nullable String excludedAttributes) {
        Caller caller = ScimCallers.current();
        Projection projection = projection(attributes, excludedAttributes);
        JsonNode body = frame.json.read(request);
        Versioned patched = frame.tenancy.write(
                caller.organizationId(), tx -> resources.patch(tx, caller, id(id), ifMatch, body, projection));
        return isShownWhenPatched() || projection.isChosen()
                ? answer(200, caller, patched)
                : ScimJson.empty(204, patched);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Object> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        Caller caller = ScimCallers.current();
        frame.tenancy.write(caller.organizationId(), tx -> {
            resources.delete(tx, caller, id(id), ifMatch);
            return true;
        });
        return ResponseEntity.noContent().build();
    }

    /** Whether a PATCH is answered with the whole resource where the client did not say what of it. */
    abstract boolean isShownWhenPatched();

    private ResponseEntity<Object> list(Listing listing) {
        Caller caller = ScimCallers.current();
        Found found = frame.tenancy.read(caller.organizationId(), tx -> resources.list(tx, caller, listing));
        return ScimJson.answer(200, ScimJson.list(found, listing.startIndex()));
    }

    private ResponseEntity<Object> answer(int status, Caller caller, Versioned versioned) {
        return ScimJson.answer(
                status,
                versioned,
                frame.addresses.of(caller.organizationId()).resource(resources.type(), versioned.id()));
    }

    private Projection projection(@Nullable String attributes, @Nullable String excludedAttributes) {
        return Projection.of(resources.type(), attributes, excludedAttributes);
    }

    private UUID id(String text) {
        return Uuids.of(text).orElseThrow(resources::unknown);
    }
}
