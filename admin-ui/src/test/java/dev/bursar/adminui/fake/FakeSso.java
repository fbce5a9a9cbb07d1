package dev.bursar.adminui.fake;

import dev.bursar.adminapi.sso.AddSsoGroup;
import dev.bursar.adminapi.sso.BreakGlass;
import dev.bursar.adminapi.sso.ClaimDomain;
import dev.bursar.adminapi.sso.CreateSsoConnection;
import dev.bursar.adminapi.sso.IssuedBreakGlass;
import dev.bursar.adminapi.sso.SsoApi;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminapi.sso.SsoDomain;
import dev.bursar.adminapi.sso.SsoGroup;
import dev.bursar.adminapi.sso.SsoImpact;
import dev.bursar.adminapi.sso.SsoPending;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.adminapi.sso.UpdateSsoConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Single sign-on in memory. */
public final class FakeSso implements SsoApi {
    public final List<SsoDomain> domains = new ArrayList<>();
    public final List<SsoConnection> connections = new ArrayList<>();
    public final List<SsoGroup> groups = new ArrayList<>();
    public @Nullable BreakGlass breakGlass;
    public boolean available = true;
    public @Nullable SsoPending pending;
    /** What is sent to change a connection, in order. */
    public final List<UpdateSsoConnection> changes = new ArrayList<>();

    private final FakeHouse house;

    FakeSso(FakeHouse house) {
        this.house = house;
    }

    /** As after an attempt that failed. */
    public void waitForKeycloak(String problem) {
        pending = new SsoPending(house.now().minusMinutes(2), 3, house.now().plusSeconds(20), problem);
    }

    void restore() {
        List.of(domains, connections, groups, changes).forEach(List::clear);
        breakGlass = null;
        available = true;
        pending = null;
        domains.add(domain("acme.example", true));
        domains.add(domain("acme-labs.example", false));
        connections.add(connection("Acme login", "tested"));
        groups.add(new SsoGroup(UUID.randomUUID(), "engineers", 12));
    }

    private SsoDomain domain(String name, boolean proved) {
        return new SsoDomain(
                name, "_bursar." + name, "bursar-verification=7f3a90c1d5e84b26a1f0", proved ? house.now() : null);
    }

    private SsoConnection connection(String name, String state) {
        boolean tested = !state.equals("draft");
        return new SsoConnection(
                UUID.randomUUID(),
                "oidc",
                name,
                state,
                "https://login.acme.example",
                "https://login.acme.example",
                "bursar",
                true,
                "openid profile email",
                "groups",
                "email",
                "given_name",
                "family_name",
                "member",
                null,
                "https://id.example/realms/bursar/broker/acme-1/endpoint",
                "acme-1",
                state.equals("tested") || state.equals("enforced"),
                true,
                tested ? house.now() : null,
                tested ? "ada@acme.example" : null,
                house.now(),
                1);
    }

    SsoConnection ruled(SsoConnection before, @Nullable Integer days) {
        SsoConnection after = new SsoConnection(
                before.id(),
                before.kind(),
                before.name(),
                before.state(),
                before.provider(),
                before.metadataUrl(),
                before.clientId(),
                before.secretSet(),
                before.scopes(),
                before.groupsAttribute(),
                before.emailAttribute(),
                before.firstNameAttribute(),
                before.lastNameAttribute(),
                before.defaultRole(),
                days,
                before.callbackUrl(),
                before.testHint(),
                before.inUse(),
                true,
                before.testedAt(),
                before.testedBy(),
                before.createdAt(),
                before.version() + 1);
        connections.replaceAll(one -> one.id().equals(after.id()) ? after : one);
        return after;
    }

    @Override
    public SsoSetup get(UUID organizationId) {
        house.enter();
        return new SsoSetup(
                available,
                available ? "" : "Single sign-on needs Keycloak as the installation's issuer.",
                "https://id.example/realms/bursar/broker/acme-1/endpoint",
                "https://id.example/realms/bursar",
                domains,
                connections,
                groups,
                breakGlass,
                pending);
    }

    @Override
    public SsoDomain claim(UUID organizationId, ClaimDomain request) {
        house.enterToWrite();
        if (!request.domain().contains(".")) {
            throw FakeHouse.invalid("domain", "domain_invalid", "A domain is a name such as example.org.");
        }
        domains.add(domain(request.domain(), false));
        return domains.getLast();
    }

    @Override
    public SsoDomain verify(UUID organizationId, String domain) {
        house.enterToWrite();
        domains.replaceAll(one -> one.domain().equals(domain) ? domain(domain, true) : one);
        return domains.getLast();
    }

    @Override
    public SsoDomain vouch(UUID organizationId, String domain) {
        return verify(organizationId, domain);
    }

    @Override
    public SsoSetup removeDomain(UUID organizationId, String domain) {
        house.enterToWrite();
        domains.removeIf(one -> one.domain().equals(domain));
        return get(organizationId);
    }

    @Override
    public ResponseEntity<SsoConnection> connect(
            UUID organizationId, @Nullable String idempotencyKey, CreateSsoConnection request) {
        house.enterToWrite();
        if (request.metadataUrl() == null && request.metadata() == null) {
            throw FakeHouse.invalid("metadataUrl", "metadata_missing", "Give the address of the metadata.");
        }
        connections.add(connection(request.name(), "draft"));
        return ResponseEntity.status(201).body(connections.getLast());
    }

    @Override
    public ResponseEntity<SsoConnection> connection(UUID organizationId, UUID connectionId) {
        house.enter();
        return ResponseEntity.ok(find(connectionId));
    }

    @Override
    public ResponseEntity<SsoConnection> update(
            UUID organizationId, UUID connectionId, @Nullable String ifMatch, UpdateSsoConnection request) {
        house.enterToWrite();
        changes.add(request);
        SsoConnection before = find(connectionId);
        boolean reachesOther = request.clientSecret() != null
                || request.metadataUrl() != null
                || !before.emailAttribute().equals(request.emailAttribute());
        if (reachesOther && before.inUse() && !Boolean.TRUE.equals(request.confirmed())) {
            throw FakeHouse.conflict("confirmation_needed", "12 people sign in through it.");
        }
        SsoConnection after = changed(before, request, reachesOther);
        connections.replaceAll(one -> one.id().equals(connectionId) ? after : one);
        return ResponseEntity.ok(after);
    }

    private static SsoConnection changed(SsoConnection before, UpdateSsoConnection request, boolean reachesOther) {
        return new SsoConnection(
                before.id(),
                before.kind(),
                String.valueOf(request.name()),
                reachesOther ? "draft" : before.state(),
                before.provider(),
                before.metadataUrl(),
                before.clientId(),
                before.secretSet(),
                String.valueOf(request.scopes()),
                String.valueOf(request.groupsAttribute()),
                String.valueOf(request.emailAttribute()),
                String.valueOf(request.firstNameAttribute()),
                String.valueOf(request.lastNameAttribute()),
                String.valueOf(request.defaultRole()),
                before.signInWithinDays(),
                before.callbackUrl(),
                before.testHint(),
                before.inUse(),
                true,
                reachesOther ? null : before.testedAt(),
                reachesOther ? null : before.testedBy(),
                before.createdAt(),
                before.version() + 1);
    }

    @Override
    public SsoImpact impact(UUID organizationId, UUID connectionId) {
        house.enter();
        SsoConnection connection = find(connectionId);
        return new SsoImpact(
                12, 1, 2, breakGlass != null, connection.state().equals("enforced"), List.of("acme.example"), 1);
    }

    @Override
    public ResponseEntity<SsoConnection> enforce(UUID organizationId, UUID connectionId) {
        return in(connectionId, "enforced");
    }

    @Override
    public ResponseEntity<SsoConnection> relax(UUID organizationId, UUID connectionId) {
        return in(connectionId, "tested");
    }

    @Override
    public ResponseEntity<SsoConnection> disable(UUID organizationId, UUID connectionId) {
        return in(connectionId, "disabled");
    }

    @Override
    public ResponseEntity<SsoConnection> enable(UUID organizationId, UUID connectionId) {
        return in(connectionId, "draft");
    }

    @Override
    public SsoSetup remove(UUID organizationId, UUID connectionId) {
        house.enterToWrite();
        connections.removeIf(one -> one.id().equals(connectionId));
        return get(organizationId);
    }

    @Override
    public SsoGroup addGroup(UUID organizationId, AddSsoGroup request) {
        house.enterToWrite();
        groups.add(new SsoGroup(UUID.randomUUID(), request.name(), 0));
        return groups.getLast();
    }

    @Override
    public SsoSetup removeGroup(UUID organizationId, UUID groupId) {
        house.enterToWrite();
        groups.removeIf(one -> one.id().equals(groupId));
        return get(organizationId);
    }

    @Override
    public ResponseEntity<IssuedBreakGlass> issueBreakGlass(UUID organizationId) {
        house.enterToWrite();
        BreakGlass account = new BreakGlass(UUID.randomUUID(), "break-glass-acme", house.now(), null);
        breakGlass = account;
        return ResponseEntity.status(201).body(new IssuedBreakGlass(account, "shown-this-once"));
    }

    @Override
    public SsoSetup closeBreakGlass(UUID organizationId) {
        house.enterToWrite();
        breakGlass = null;
        return get(organizationId);
    }

    private ResponseEntity<SsoConnection> in(UUID id, String state) {
        house.enterToWrite();
        String name = find(id).name();
        SsoConnection after = connection(name, state);
        connections.replaceAll(one -> one.id().equals(id) ? after : one);
        return ResponseEntity.ok(Objects.requireNonNull(after));
    }

    SsoConnection find(UUID id) {
        return connections.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("connection"));
    }
}
