package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Works off one bulk request: in its order, except that what an operation refers to is made before it. New resources
 * have their ids from the start, so that two that refer to each other (each one's manager the other) can both be made.
 * What refers to something that could not be made fails with 409. Not for several threads.
 */
final class BulkRun {
    private enum State {
        WAITING,
        UNDERWAY,
        DONE,
        FAILED
    }

    private static final UUID NONE = new UUID(0, 0);
    /** Then no further operation is begun: others may hold locks for long, and clients do not wait for ever. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private final BulkRequest request;
    private final Worker worker;
    private final ScimAddress.Of address;
    private final State[] states;
    private final @Nullable ObjectNode[] results;
    private final Map<String, UUID> ids = new HashMap<>();
    private final Clock clock;
    private final Instant end;
    private int errors;

    BulkRun(BulkRequest request, Worker worker, ScimAddress.Of address, Supplier<UUID> newIds, Clock clock) {
        int size = request.operations().size();
        this.request = request;
        this.worker = worker;
        this.address = address;
        this.states = new State[size];
        Arrays.fill(states, State.WAITING);
        this.results = new ObjectNode[size];
        this.clock = clock;
        this.end = clock.instant().plus(LONGEST);
        request.makers().keySet().forEach(name -> ids.put(name, newIds.get()));
    }

    /** Does one operation, whole or not at all. */
    interface Worker {
        /**
         * @param newId of the resource that a POST makes
         * @throws ScimException if it was not done
         */
        Outcome run(BulkOperation operation, UUID newId);
    }

    /** @param version as an entity tag has it; empty: the resource is no more */
    record Outcome(int status, String location, OptionalLong version) {}

    /** @return what became of each operation, in the request's order, without those that were not begun */
    ArrayNode run() {
        for (int i = 0; i < states.length; i++) {
            run(i);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(results).filter(Objects::nonNull).forEach(list::add);
        return list;
    }

    private void run(int index) {
        if (states[index] != State.WAITING || isOver()) {
            return;
        }
        states[index] = State.UNDERWAY;
        BulkOperation operation = request.operations().get(index);
        BulkOperation resolved = operation.resolved(ids);
        try {
            makeReferences(operation);
            if (isOver()) {
                return;
            }
            if (clock.instant().isAfter(end)) {
                throw ScimException.of(503, "This request took too long. Send again what was not done.");
            }
            results[index] = done(operation, worker.run(resolved, newId(operation)));
            states[index] = State.DONE;
        } catch (ScimException e) {
            results[index] = failed(resolved, e);
            states[index] = State.FAILED;
            errors++;
        }
    }

    private boolean isOver() {
        return errors >= request.mostErrors();
    }

    /** As deep as operations refer to each other: they are bounded. */
    private void makeReferences(BulkOperation operation) {
        for (String name : operation.references()) {
            Integer maker = request.makers().get(name);
            if (maker == null) {
                throw ScimException.bad(
                        ScimType.INVALID_VALUE,
                        "bulkId " + ScimException.quoted(name) + " stands for nothing that this request makes.");
            }
            run(maker);
            if (states[maker] == State.FAILED) {
                throw ScimException.of(409, "What bulkId " + ScimException.quoted(name) + " stands for was not made.");
            }
        }
    }

    /** Operations that make nothing have no use for theirs. */
    private UUID newId(BulkOperation operation) {
        UUID id = operation.bulkId() == null ? null : ids.get(operation.bulkId());
        if (operation.makes() && id == null) {
            throw ScimException.bad(ScimType.INVALID_VALUE, "A POST has a bulkId.");
        }
        return id == null ? NONE : id;
    }

    private static ObjectNode done(BulkOperation operation, Outcome outcome) {
        ObjectNode result = result(operation, outcome.status()).put("location", outcome.location());
        outcome.version().ifPresent(version -> result.put("version", Meta.tag(version)));
        return result;
    }

    private ObjectNode failed(BulkOperation operation, ScimException e) {
        ObjectNode result = result(operation, e.status());
        if (!operation.makes()) {
            result.put("location", address.base() + operation.path());
        }
        result.set("response", ScimJson.error(e));
        return result;
    }

    private static ObjectNode result(BulkOperation operation, int status) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("method", operation.method());
        if (operation.bulkId() != null) {
            result.put("bulkId", operation.bulkId());
        }
        return result.put("status", Integer.toString(status));
    }
}
