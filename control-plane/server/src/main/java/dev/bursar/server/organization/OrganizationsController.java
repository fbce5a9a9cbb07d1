package dev.bursar.server.organization;

import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.organization.CreateOrganization;
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
import dev.bursar.server.platform.secret.KeyEncryptionKey;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrganizationsController implements OrganizationsApi {
    private final Tenancy tenancy;
    private final Callers callers;
    private final Organizations organizations;
    private final Members members;
    private final JooqMembers memberList;
    private final Idempotency idempotency;
    private final KeyEncryptionKey kek;
    private final Ids ids;

    OrganizationsController(
            Tenancy tenancy,
            Callers callers,
            Organizations organizations,
            Members members,
            JooqMembers memberList,
            Idempotency idempotency,
            KeyEncryptionKey kek,
            Ids ids) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.organizations = organizations;
        this.members = members;
        this.memberList = memberList;
        this.idempotency = idempotency;
        this.kek = kek;
        this.ids = ids;
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
    public Page<Member> members(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId).require(Action.MEMBER_READ);
        int limit = Cursors.size(size);
        var after = Cursors.at(cursor);
        List<Member> rows = tenancy.read(organizationId, tx -> memberList.page(tx, organizationId, after, limit));
        return Cursors.page(rows, limit, last -> Cursors.after(last.createdAt().toInstant(), last.id()));
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
        return UUID.nameUUIDFromBytes(kek.digest("bursar organization id v1", text));
    }
}
