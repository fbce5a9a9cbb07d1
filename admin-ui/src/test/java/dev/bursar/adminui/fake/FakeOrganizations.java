package dev.bursar.adminui.fake;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.organization.CreateOrganization;
import dev.bursar.adminapi.organization.DeleteOrganization;
import dev.bursar.adminapi.organization.Impact;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminapi.organization.OrganizationsApi;
import dev.bursar.adminapi.organization.UpdateOrganization;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeOrganizations implements OrganizationsApi {
    private static final Map<String, Comparator<Organization>> ORDERS = Map.of(
            "created", Comparator.comparing(Organization::createdAt),
            "name", Comparator.comparing(one -> one.name().toLowerCase(Locale.ROOT)));

    private final FakeHouse house;

    FakeOrganizations(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ResponseEntity<Organization> create(@Nullable String idempotencyKey, CreateOrganization request) {
        house.enterToWrite();
        FakeAuthority.ofCaller(house).require("organization.create", null);
        if (find(request.slug()).isPresent()) {
            throw FakeHouse.invalid("slug", "slug_taken", "Another organization has this short name.");
        }
        Organization like = house.organization;
        Organization made = new Organization(
                UUID.randomUUID(),
                request.name(),
                request.slug(),
                Objects.requireNonNullElse(request.timeZone(), "UTC"),
                like.stalenessLimitSeconds(),
                1,
                1,
                0,
                0,
                like.fourEyesAbove(),
                "active",
                1,
                house.now());
        house.others.add(made);
        return ResponseEntity.status(201).body(made);
    }

    private Optional<Organization> find(String slug) {
        return Stream.concat(Stream.of(house.organization), house.others.stream())
                .filter(one -> one.slug().equals(slug))
                .findFirst();
    }

    private ResponseEntity<Organization> in(UUID id, String state) {
        house.enterToWrite();
        FakeAuthority.ofCaller(house).require("organization.operate", null);
        Organization was = house.others.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("organization"));
        Organization is = new Organization(
                was.id(),
                was.name(),
                was.slug(),
                was.timeZone(),
                was.stalenessLimitSeconds(),
                was.fiscalYearStartMonth(),
                was.weekStart(),
                was.topUpFeeBasisPoints(),
                was.ownCredentialFeeBasisPoints(),
                was.fourEyesAbove(),
                state,
                was.version() + 1,
                was.createdAt());
        house.others.set(house.others.indexOf(was), is);
        return ResponseEntity.ok(is);
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
            @Nullable String state,
            @Nullable String search,
            @Nullable String sort,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        String part = search == null ? "" : search.toLowerCase(Locale.ROOT);
        FakeAuthority.ofCaller(house).require("organization.operate", null);
        List<Organization> found = Stream.concat(Stream.of(house.organization), house.others.stream())
                .filter(one -> state == null
                        ? !one.state().equals("deleted")
                        : one.state().equals(state))
                .filter(one -> one.name().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        return FakeHouse.page(FakeOrder.of(found, sort, "name", ORDERS), cursor, size);
    }

    @Override
    public Impact impact(UUID organizationId) {
        house.enter();
        boolean archived = house.others.stream()
                .anyMatch(one -> one.id().equals(organizationId) && one.state().equals("archived"));
        return new Impact(
                3,
                2,
                1,
                12,
                14,
                FakeHouse.money(81_400_000_000L),
                FakeHouse.money(0),
                !archived,
                archived,
                archived ? List.of() : List.of("Only an archived organization can be deleted."),
                List.of(
                        new Impact.Ending("sso_connections", 1),
                        new Impact.Ending("scim_tokens", 2),
                        new Impact.Ending("something_new", 3)),
                List.of("The ledger, usage and the audit log stay, under an id that nobody reaches."));
    }

    @Override
    public ResponseEntity<Organization> archive(UUID organizationId) {
        return in(organizationId, "archived");
    }

    @Override
    public ResponseEntity<Organization> restore(UUID organizationId) {
        return in(organizationId, "active");
    }

    @Override
    public ResponseEntity<Organization> delete(UUID organizationId, DeleteOrganization request) {
        if (house.others.stream()
                .noneMatch(one -> one.id().equals(organizationId) && one.name().equals(request.name()))) {
            throw FakeHouse.invalid("name", "name_mismatch", "That is not its name.");
        }
        return in(organizationId, "deleted");
    }
}
