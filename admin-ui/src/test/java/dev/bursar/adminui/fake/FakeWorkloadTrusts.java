package dev.bursar.adminui.fake;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.machine.CreateWorkloadTrust;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.UpdateWorkloadTrust;
import dev.bursar.adminapi.machine.WorkloadTrust;
import dev.bursar.adminapi.machine.WorkloadTrustsApi;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeWorkloadTrusts implements WorkloadTrustsApi {
    private final FakeHouse house;

    FakeWorkloadTrusts(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ResponseEntity<WorkloadTrust> create(
            UUID organizationId, @Nullable String idempotencyKey, CreateWorkloadTrust request) {
        house.enterToWrite();
        if (request.subjectPattern().startsWith("*")) {
            throw FakeHouse.invalid(
                    "subjectPattern", "subject_pattern_invalid", "A subject pattern does not begin with *.");
        }
        WorkloadTrust made = new WorkloadTrust(
                UUID.randomUUID(),
                request.name(),
                request.issuer(),
                request.jwksUri(),
                Objects.requireNonNullElse(request.audience(), "bursar:" + organizationId),
                request.subjectPattern(),
                request.keyId(),
                house.keys.stream()
                        .filter(key -> key.id().equals(request.keyId()))
                        .map(Key::name)
                        .findFirst()
                        .orElse(null),
                request.serviceAccountId(),
                house.accounts.stream()
                        .filter(one -> one.id().equals(request.serviceAccountId()))
                        .map(ServiceAccount::name)
                        .findFirst()
                        .orElse(null),
                "active",
                List.of(),
                null,
                "",
                house.now(),
                "Ada Admin",
                1);
        house.trusts.addFirst(made);
        return ResponseEntity.status(201).body(made);
    }

    @Override
    public Page<WorkloadTrust> list(
            UUID organizationId,
            @Nullable UUID serviceAccountId,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.trusts.stream()
                        .filter(one -> serviceAccountId == null || serviceAccountId.equals(one.serviceAccountId()))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<WorkloadTrust> get(UUID organizationId, UUID trustId) {
        house.enter();
        return ResponseEntity.ok(find(trustId));
    }

    @Override
    public ResponseEntity<WorkloadTrust> update(
            UUID organizationId, UUID trustId, @Nullable String ifMatch, UpdateWorkloadTrust request) {
        house.enterToWrite();
        WorkloadTrust was = find(trustId);
        WorkloadTrust is = new WorkloadTrust(
                was.id(),
                Objects.requireNonNullElse(request.name(), was.name()),
                was.issuer(),
                was.jwksUri(),
                Objects.requireNonNullElse(request.audience(), was.audience()),
                Objects.requireNonNullElse(request.subjectPattern(), was.subjectPattern()),
                was.keyId(),
                was.keyName(),
                was.serviceAccountId(),
                was.serviceAccountName(),
                Objects.requireNonNullElse(request.state(), was.state()),
                was.keys(),
                was.keysFetchedAt(),
                was.keysError(),
                was.createdAt(),
                was.createdBy(),
                was.version() + 1);
        house.trusts.replaceAll(one -> one.id().equals(trustId) ? is : one);
        return ResponseEntity.ok(is);
    }

    @Override
    public WorkloadTrust remove(UUID organizationId, UUID trustId) {
        house.enterToWrite();
        WorkloadTrust was = find(trustId);
        house.trusts.remove(was);
        return was;
    }

    private WorkloadTrust find(UUID id) {
        return house.trusts.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("workload trust"));
    }
}
