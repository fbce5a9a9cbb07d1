package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.key.IssueKey;
import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.key.KeysApi;
import dev.bursar.adminapi.key.UpdateKey;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeKeys implements KeysApi {
    private static final Map<String, Comparator<Key>> ORDERS = Map.of(
            "created", Comparator.comparing(Key::createdAt),
            "lastUsed", Comparator.comparing(Key::lastUsedAt, Comparator.nullsFirst(Comparator.naturalOrder())),
            "name", Comparator.comparing(key -> key.name().toLowerCase(Locale.ROOT)));

    private final FakeHouse house;
    private final Map<String, IssuedKey> answered = new HashMap<>();

    FakeKeys(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ResponseEntity<IssuedKey> issue(UUID organizationId, @Nullable String idempotencyKey, IssueKey request) {
        house.enterToWrite();
        IssuedKey before = idempotencyKey == null ? null : answered.get(idempotencyKey);
        if (before != null) {
            return ResponseEntity.status(201).body(before);
        }
        if (request.name().equals("taken")) {
            throw FakeHouse.invalid("name", "name_taken", "Another key of yours has this name.");
        }
        UUID id = UUID.randomUUID();
        String cap = request.capUsd();
        Budget budget = cap == null
                ? null
                : FakeBudgets.fresh(
                                house,
                                request.name(),
                                "key",
                                id,
                                Objects.requireNonNullElse(request.capPeriod(), "lifetime"),
                                FakeHouse.nanos("capUsd", cap))
                        .build();
        String secret = "bsr_live_" + id.toString().replace("-", "").substring(0, 16) + "_"
                + UUID.randomUUID().toString().replace("-", "") + "a1b2c3";
        List<String> models = request.models();
        Key key = new Key(
                id,
                request.name(),
                secret.substring(0, 14) + "…",
                Objects.requireNonNullElse(request.environment(), "live"),
                "active",
                false,
                models == null ? List.of() : models,
                budget,
                null,
                "Ada Admin",
                request.unitId(),
                unitName(request.unitId()),
                request.expiresAt(),
                house.now(),
                "Ada Admin",
                null,
                null,
                1);
        house.keys.addFirst(key);
        if (budget != null) {
            house.budgets.add(budget);
        }
        house.record("key.issued", "key", id, key.name(), null, Map.of("name", key.name(), "models", key.models()));
        IssuedKey issued = new IssuedKey(key, secret);
        if (idempotencyKey != null) {
            answered.put(idempotencyKey, issued);
        }
        return ResponseEntity.status(201).body(issued);
    }

    @Override
    public Page<Key> list(
            UUID organizationId,
            @Nullable String state,
            @Nullable String search,
            @Nullable UUID ownerMemberId,
            @Nullable UUID unitId,
            @Nullable Boolean exact,
            @Nullable String sort,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        String part = search == null ? "" : search.toLowerCase(Locale.ROOT);
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        List<Key> found = house.keys.stream()
                .filter(key -> isSeen(caller, key))
                .filter(key -> state == null || key.state().equals(state))
                .filter(key -> ownerMemberId == null || ownerMemberId.equals(key.ownerMemberId()))
                .filter(key -> unitId == null
                        || (Boolean.TRUE.equals(exact)
                                ? unitId.equals(key.unitId())
                                : FakeAuthority.isIn(house, key.unitId(), unitId)))
                .filter(key -> key.name().toLowerCase(Locale.ROOT).contains(part)
                        || key.masked().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        return FakeHouse.page(FakeOrder.of(found, sort, "-created", ORDERS), cursor, size);
    }

    @Override
    public ResponseEntity<Key> get(UUID organizationId, UUID keyId) {
        house.enter();
        return ResponseEntity.ok(find(keyId));
    }

    @Override
    public ResponseEntity<Key> update(UUID organizationId, UUID keyId, @Nullable String ifMatch, UpdateKey request) {
        house.enterToWrite();
        Key was = find(keyId);
        FakeHouse.requireVersion(ifMatch, was.version());
        Key is = with(
                was,
                Objects.requireNonNullElse(request.name(), was.name()),
                Objects.requireNonNullElse(request.state(), was.state()),
                Objects.requireNonNullElse(request.models(), was.models()),
                Boolean.TRUE.equals(request.neverExpires())
                        ? null
                        : request.expiresAt() == null ? was.expiresAt() : request.expiresAt(),
                was.revokedAt());
        UUID unit = Boolean.TRUE.equals(request.noUnit())
                ? null
                : request.unitId() == null ? was.unitId() : request.unitId();
        return replaced(was, with(is, unit, unitName(unit)), "key.updated");
    }

    private @Nullable String unitName(@Nullable UUID unitId) {
        return house.units.stream()
                .filter(unit -> unit.id().equals(unitId))
                .map(unit -> unit.name())
                .findFirst()
                .orElse(null);
    }

    static Key with(Key was, @Nullable UUID unitId, @Nullable String unitName) {
        return rebuilt(was, was.budget(), unitId, unitName);
    }

    static Key in(Key was, String state) {
        return with(was, was.name(), state, was.models(), was.expiresAt(), was.revokedAt());
    }

    static Key of(Key was, UUID owner, String name) {
        return new Key(
                was.id(),
                was.name(),
                was.masked(),
                was.environment(),
                was.state(),
                was.management(),
                was.models(),
                was.budget(),
                owner,
                name,
                was.unitId(),
                was.unitName(),
                was.expiresAt(),
                was.createdAt(),
                was.createdBy(),
                was.revokedAt(),
                was.lastUsedAt(),
                was.version());
    }

    static Key with(Key was, Budget budget) {
        return rebuilt(was, budget, was.unitId(), was.unitName());
    }

    private static Key rebuilt(Key was, @Nullable Budget budget, @Nullable UUID unitId, @Nullable String unitName) {
        return new Key(
                was.id(),
                was.name(),
                was.masked(),
                was.environment(),
                was.state(),
                was.management(),
                was.models(),
                budget,
                was.ownerMemberId(),
                was.ownerName(),
                unitId,
                unitName,
                was.expiresAt(),
                was.createdAt(),
                was.createdBy(),
                was.revokedAt(),
                was.lastUsedAt(),
                was.version());
    }

    @Override
    public ResponseEntity<Key> revoke(UUID organizationId, UUID keyId) {
        house.enterToWrite();
        Key was = find(keyId);
        return replaced(
                was, with(was, was.name(), "revoked", was.models(), was.expiresAt(), house.now()), "key.revoked");
    }

    private ResponseEntity<Key> replaced(Key was, Key is, String action) {
        house.keys.set(house.keys.indexOf(was), is);
        house.record(
                action,
                "key",
                was.id(),
                is.name(),
                Map.of("name", was.name(), "state", was.state(), "models", was.models()),
                Map.of("name", is.name(), "state", is.state(), "models", is.models()));
        return ResponseEntity.ok(is);
    }

    private static boolean isSeen(FakeAuthority caller, Key key) {
        return FakeHouse.ADA.equals(key.ownerMemberId()) || caller.may("key.read", key.unitId());
    }

    private Key find(UUID keyId) {
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return house.keys.stream()
                .filter(key -> isSeen(caller, key))
                .filter(key -> key.id().equals(keyId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("key"));
    }

    private static Key with(
            Key was,
            String name,
            String state,
            List<String> models,
            @Nullable OffsetDateTime expiresAt,
            @Nullable OffsetDateTime revokedAt) {
        return new Key(
                was.id(),
                name,
                was.masked(),
                was.environment(),
                state,
                was.management(),
                models,
                was.budget(),
                was.ownerMemberId(),
                was.ownerName(),
                was.unitId(),
                was.unitName(),
                expiresAt,
                was.createdAt(),
                was.createdBy(),
                revokedAt,
                was.lastUsedAt(),
                was.version() + 1);
    }
}
