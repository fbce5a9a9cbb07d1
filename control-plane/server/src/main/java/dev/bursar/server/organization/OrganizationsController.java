package dev.bursar.server.organization;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.organization.CreateOrganization;
import dev.bursar.adminapi.organization.DeleteOrganization;
import dev.bursar.adminapi.organization.Impact;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminapi.organization.OrganizationsApi;
import dev.bursar.adminapi.organization.UpdateOrganization;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.Members;
import dev.bursar.server.identity.Role;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.secret.HashPurpose;
import dev.bursar.server.platform.secret.KeyedHashes;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrganizationsController implements OrganizationsApi {
    private static final Set<String> STATES = Set.of("active", "archived");

    private final Tenancy tenancy;
    private final Callers callers;
    private final Organizations organizations;
    private final Members members;
    private final JooqOrganizations store;
    private final OrganizationStates states;
    private final ImpactReadModel impacts;
    private final Idempotency idempotency;
    private final KeyedHashes hashes;
    private final Ids ids;
    private final Clock clock;

    OrganizationsController(
            Tenancy tenancy,
            Callers callers,
            Organizations organizations,
            Members members,
            JooqOrganizations store,
            OrganizationStates states,
            ImpactReadModel impacts,
            Idempotency idempotency,
            KeyedHashes hashes,
            Ids ids,
            Clock clock) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.organizations = organizations;
        this.members = members;
        this.store = store;
        this.states = states;
        this.impacts = impacts;
        this.idempotency = idempotency;
        this.hashes = hashes;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A retry must find what the first attempt made, in a tenant that it does not know yet: so with an idempotency key
     * the new organization's id follows from who asks and the key.
     */
    @Override
    public ResponseEntity<Organization> create(@Nullable String idempotencyKey, CreateOrganization request) {
        Caller operator = callers.anywhere(Action.ORGANIZATION_CREATE);
        Identity identity = callers.identity();
        String person = identity.issuer() + " " + identity.subject();
        UUID id = idempotencyKey == null ? ids.next() : derived(person, idempotencyKey);
        Organization created = tenancy.write(
                id,
                tx -> idempotency.once(
                        tx,
                        id,
                        person,
                        idempotencyKey,
                        "organization.create",
                        request,
                        Organization.class,
                        () -> create(tx, id, operator, identity, request)));
        return Etags.created(created, created.version());
    }

    @Override
    public ResponseEntity<Organization> get(UUID organizationId) {
        callers.in(organizationId).require(Action.ORGANIZATION_READ);
        Organization organization = tenancy.read(organizationId, tx -> organizations.get(tx, organizationId));
        return Etags.ok(organization, organization.version());
    }

    @Override
    public ResponseEntity<Organization> update(
            UUID organizationId, @Nullable String ifMatch, UpdateOrganization request) {
        Caller caller = callers.in(organizationId);
        Organization organization =
                tenancy.write(organizationId, tx -> organizations.update(tx, caller, ifMatch, request));
        return Etags.ok(organization, organization.version());
    }

    @Override
    public Page<Organization> list(
            @Nullable String state,
            @Nullable String search,
            @Nullable String sort,
            @Nullable String cursor,
            @Nullable Integer size) {
        callers.anywhere(Action.ORGANIZATION_OPERATE);
        int limit = Cursors.size(size);
        if (state != null && !STATES.contains(state)) {
            throw ProblemException.field("state", "parameter_invalid", "A state is one of " + STATES + ".");
        }
        var start = JooqOrganizations.ORDERS.start(sort, cursor);
        List<Organization> rows = tenancy.asOperator(tx -> store.page(tx, state, search, start, limit));
        return Cursors.page(rows, limit, start.cursorAfter());
    }

    @Override
    public Impact impact(UUID organizationId) {
        callers.operating(organizationId, Action.ORGANIZATION_OPERATE, Action.BUDGET_READ);
        return tenancy.read(organizationId, tx -> {
            Organization organization = organizations.get(tx, organizationId);
            return impacts.ofOrganization(
                    tx, organizationId, organization.state(), clock.instant(), states.endings(tx, organizationId));
        });
    }

    @Override
    public ResponseEntity<Organization> archive(UUID organizationId) {
        Caller operator = callers.operating(organizationId, Action.ORGANIZATION_OPERATE);
        return answer(tenancy.write(organizationId, tx -> states.archive(tx, operator)));
    }

    @Override
    public ResponseEntity<Organization> restore(UUID organizationId) {
        Caller operator = callers.operating(organizationId, Action.ORGANIZATION_OPERATE);
        return answer(tenancy.write(organizationId, tx -> states.restore(tx, operator)));
    }

    @Override
    public ResponseEntity<Organization> delete(UUID organizationId, DeleteOrganization request) {
        Caller operator = callers.operating(organizationId, Action.ORGANIZATION_OPERATE);
        Organization deleted = tenancy.write(organizationId, tx -> states.delete(tx, operator, request.name()));
        states.deleted(organizationId);
        return answer(deleted);
    }

    private static ResponseEntity<Organization> answer(Organization organization) {
        return Etags.ok(organization, organization.version());
    }

    private Organization create(
            DSLContext tx, UUID id, Caller operator, Identity identity, CreateOrganization request) {
        UUID memberId = ids.next();
        Caller creator = new Caller(
                id,
                operator.actorKind(),
                memberId.toString(),
                operator.actorName(),
                Authority.over(List.of(Action.ORGANIZATION_CREATE)),
                operator.requestId(),
                operator.address());
        Organization created = organizations.create(tx, creator, request);
        members.add(tx, creator, memberId, identity, List.of(Role.ORGANIZATION_ADMIN));
        return created;
    }

    private UUID derived(String person, String idempotencyKey) {
        byte[] text = (person + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(hashes.digest(HashPurpose.ORGANIZATION, text));
    }
}
