package dev.bursar.adminui.fake;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.organization.CreateOrganization;
import dev.bursar.adminapi.organization.DeleteOrganization;
import dev.bursar.adminapi.organization.Impact;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminapi.organization.OrganizationsApi;
import dev.bursar.adminapi.organization.UpdateOrganization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeOrganizations implements OrganizationsApi {
    private final FakeHouse house;

    FakeOrganizations(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ResponseEntity<Organization> create(@Nullable String idempotencyKey, CreateOrganization request) {
        throw new UnsupportedOperationException("The console creates no organizations.");
    }

    @Override
    public ResponseEntity<Organization> get(UUID organizationId) {
        house.enter();
        return ResponseEntity.ok(house.organization);
    }

    @Override
    public ResponseEntity<Organization> update(
            UUID organizationId, @Nullable String ifMatch, UpdateOrganization request) {
        house.enterToWrite();
        Organization was = house.organization;
        FakeHouse.requireVersion(ifMatch, was.version());
        house.organization = new Organization(
                was.id(),
                Objects.requireNonNullElse(request.name(), was.name()),
                was.slug(),
                Objects.requireNonNullElse(request.timeZone(), was.timeZone()),
                Objects.requireNonNullElse(request.stalenessLimitSeconds(), was.stalenessLimitSeconds()),
                Objects.requireNonNullElse(request.fiscalYearStartMonth(), was.fiscalYearStartMonth()),
                Objects.requireNonNullElse(request.weekStart(), was.weekStart()),
                Objects.requireNonNullElse(request.topUpFeeBasisPoints(), was.topUpFeeBasisPoints()),
                Objects.requireNonNullElse(request.ownCredentialFeeBasisPoints(), was.ownCredentialFeeBasisPoints()),
                request.fourEyesAboveUsd() == null
                        ? was.fourEyesAbove()
                        : FakeHouse.money(FakeHouse.nanos("fourEyesAboveUsd", request.fourEyesAboveUsd())),
                was.state(),
                was.version() + 1,
                was.createdAt());
        house.record(
                "organization.updated",
                "organization",
                was.id(),
                was.name(),
                Map.of("name", was.name()),
                Map.of("name", house.organization.name()));
        return ResponseEntity.ok(house.organization);
    }

    @Override
    public Page<Organization> list(
            @Nullable String state, @Nullable String search, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return new Page<>(List.of(house.organization), null);
    }

    @Override
    public Impact impact(UUID organizationId) {
        throw new UnsupportedOperationException("Nobody operates the fake house.");
    }

    @Override
    public ResponseEntity<Organization> archive(UUID organizationId) {
        throw new UnsupportedOperationException("Nobody operates the fake house.");
    }

    @Override
    public ResponseEntity<Organization> restore(UUID organizationId) {
        throw new UnsupportedOperationException("Nobody operates the fake house.");
    }

    @Override
    public ResponseEntity<Organization> delete(UUID organizationId, DeleteOrganization request) {
        throw new UnsupportedOperationException("Nobody operates the fake house.");
    }
}
