package dev.bursar.adminui.fake;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.machine.CreateServiceAccount;
import dev.bursar.adminapi.machine.IssueManagementKey;
import dev.bursar.adminapi.machine.IssuedManagementKey;
import dev.bursar.adminapi.machine.ManagementKey;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.ServiceAccountsApi;
import dev.bursar.adminapi.machine.UpdateServiceAccount;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeServiceAccounts implements ServiceAccountsApi {
    private final FakeHouse house;

    FakeServiceAccounts(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ResponseEntity<ServiceAccount> create(
            UUID organizationId, @Nullable String idempotencyKey, CreateServiceAccount request) {
        house.enterToWrite();
        if (house.accounts.stream().anyMatch(one -> one.name().equalsIgnoreCase(request.name()))) {
            throw FakeHouse.conflict("name_taken", "There is a service account with this name already.");
        }
        ServiceAccount made = new ServiceAccount(
                UUID.randomUUID(),
                request.name(),
                Objects.requireNonNullElse(request.description(), ""),
                "active",
                house.now(),
                "Ada Admin",
                null,
                1);
        house.accounts.addFirst(made);
        house.record("service_account.created", "service_account", made.id(), made.name(), null, Map.of());
        return ResponseEntity.status(201).body(made);
    }

    @Override
    public Page<ServiceAccount> list(
            UUID organizationId,
            @Nullable String state,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.accounts.stream()
                        .filter(one -> state == null || one.state().equals(state))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<ServiceAccount> get(UUID organizationId, UUID serviceAccountId) {
        house.enter();
        return ResponseEntity.ok(find(serviceAccountId));
    }

    @Override
    public ResponseEntity<ServiceAccount> update(
            UUID organizationId, UUID serviceAccountId, @Nullable String ifMatch, UpdateServiceAccount request) {
        house.enterToWrite();
        ServiceAccount was = find(serviceAccountId);
        FakeHouse.requireVersion(ifMatch, was.version());
        ServiceAccount is = new ServiceAccount(
                was.id(),
                Objects.requireNonNullElse(request.name(), was.name()),
                Objects.requireNonNullElse(request.description(), was.description()),
                Objects.requireNonNullElse(request.state(), was.state()),
                was.createdAt(),
                was.createdBy(),
                was.lastActiveAt(),
                was.version() + 1);
        house.accounts.replaceAll(one -> one.id().equals(was.id()) ? is : one);
        return ResponseEntity.ok(is);
    }

    @Override
    public ResponseEntity<IssuedManagementKey> issueKey(
            UUID organizationId, UUID serviceAccountId, @Nullable String idempotencyKey, IssueManagementKey request) {
        house.enterToWrite();
        find(serviceAccountId);
        UUID id = UUID.randomUUID();
        String secret = "bsr_live_" + id.toString().replace("-", "").substring(0, 12) + "_"
                + UUID.randomUUID().toString().replace("-", "") + "0123456789aA1b2c3";
        ManagementKey key = new ManagementKey(
                id,
                serviceAccountId,
                request.name(),
                secret.substring(0, 21) + "_…",
                "active",
                request.expiresAt(),
                house.now(),
                "Ada Admin",
                null,
                null);
        house.managementKeys.addFirst(key);
        return ResponseEntity.status(201).body(new IssuedManagementKey(key, secret));
    }

    @Override
    public Page<ManagementKey> keys(
            UUID organizationId, UUID serviceAccountId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.managementKeys.stream()
                        .filter(key -> key.serviceAccountId().equals(serviceAccountId))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ManagementKey revokeKey(UUID organizationId, UUID serviceAccountId, UUID keyId) {
        house.enterToWrite();
        ManagementKey was = house.managementKeys.stream()
                .filter(key -> key.id().equals(keyId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("key"));
        ManagementKey is = new ManagementKey(
                was.id(),
                was.serviceAccountId(),
                was.name(),
                was.masked(),
                "revoked",
                was.expiresAt(),
                was.createdAt(),
                was.createdBy(),
                house.now(),
                was.lastUsedAt());
        house.managementKeys.replaceAll(key -> key.id().equals(keyId) ? is : key);
        return is;
    }

    private ServiceAccount find(UUID id) {
        return house.accounts.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("service account"));
    }
}
