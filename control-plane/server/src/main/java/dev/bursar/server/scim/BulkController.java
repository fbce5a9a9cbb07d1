package dev.bursar.server.scim;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.scim.BulkRun.Outcome;
import dev.bursar.server.scim.protocol.Projection;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /Bulk} (RFC 7644, 3.7). Each operation is a transaction of its own: what was done before a failure stays done. */
@RestController
@RequestMapping(ScimAddress.PATH + "{organizationId}/Bulk")
class BulkController {
    private static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

    private final ResourceController.Frame frame;
    private final List<ResourceKind<?>> kinds;

    BulkController(ResourceController.Frame frame, List<ResourceKind<?>> kinds) {
        this.frame = frame;
        this.kinds = List.copyOf(kinds);
    }

    @PostMapping
    ResponseEntity<Object> run(HttpServletRequest request) {
        Caller caller = ScimCallers.current();
        BulkRequest bulk = BulkRequest.read(frame.json().read(request));
        ScimAddress.Of address = frame.addresses().of(caller.organizationId());
        BulkRun run = new BulkRun(
                bulk,
                (operation, newId) -> run(caller, address, operation, newId),
                address,
                frame.ids()::next,
                frame.clock());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("schemas").add(SCHEMA);
        answer.set("Operations", run.run());
        return ScimJson.answer(200, answer);
    }

    private Outcome run(Caller caller, ScimAddress.Of address, BulkOperation operation, UUID newId) {
        ResourceKind<?> kind = kinds.stream()
                .filter(each -> each.type().endpoint().equals(operation.endpoint()))
                .findFirst()
                .orElseThrow(() -> ScimException.notFound("resource type"));
        try {
            return switch (operation.method()) {
                case "POST" -> create(caller, address, kind, operation, newId);
                case "PUT", "PATCH" -> change(caller, address, kind, operation);
                case "DELETE" -> delete(caller, address, kind, operation);
                default -> throw ScimException.bad(ScimType.INVALID_SYNTAX, "A method is POST, PUT, PATCH or DELETE.");
            };
        } catch (RuntimeException e) {
            throw ScimErrors.of(e);
        }
    }

    private Outcome create(
            Caller caller, ScimAddress.Of address, ResourceKind<?> kind, BulkOperation operation, UUID newId) {
        if (!operation.target().isEmpty()) {
            throw ScimException.of(405, "The path of a POST is " + kind.type().endpoint() + ".");
        }
        JsonNode data = operation.requireData();
        return outcome(
                201,
                address,
                kind,
                frame.tenancy()
                        .write(caller.organizationId(), tx -> kind.create(tx, caller, newId, data, nothing(kind))));
    }

    private Outcome change(Caller caller, ScimAddress.Of address, ResourceKind<?> kind, BulkOperation operation) {
        UUID id = id(kind, operation);
        JsonNode data = operation.requireData();
        boolean whole = operation.method().equals("PUT");
        return outcome(
                200,
                address,
                kind,
                frame.tenancy()
                        .write(
                                caller.organizationId(),
                                tx -> whole
                                        ? kind.replace(tx, caller, id, operation.version(), data, nothing(kind))
                                        : kind.patch(tx, caller, id, operation.version(), data, nothing(kind))));
    }

    private Outcome delete(Caller caller, ScimAddress.Of address, ResourceKind<?> kind, BulkOperation operation) {
        UUID id = id(kind, operation);
        frame.tenancy().write(caller.organizationId(), tx -> {
            kind.delete(tx, caller, id, operation.version());
            return true;
        });
        return new Outcome(204, address.resource(kind.type(), id), OptionalLong.empty());
    }

    private static Outcome outcome(int status, ScimAddress.Of address, ResourceKind<?> kind, Versioned versioned) {
        return new Outcome(status, address.resource(kind.type(), versioned.id()), OptionalLong.of(versioned.version()));
    }

    /** The resources themselves are not in the answer: nothing but their ids need be read. */
    private static Projection nothing(ResourceKind<?> kind) {
        return Projection.of(kind.type(), "id", null);
    }

    private static UUID id(ResourceKind<?> kind, BulkOperation operation) {
        return Uuids.of(operation.target()).orElseThrow(kind::unknown);
    }
}
