package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.scim.IssueScimToken;
import dev.bursar.adminapi.scim.IssuedScimToken;
import dev.bursar.adminapi.scim.ScimApi;
import dev.bursar.adminapi.scim.ScimConnection;
import dev.bursar.adminapi.scim.ScimResource;
import dev.bursar.adminapi.scim.ScimToken;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeScim implements ScimApi {
    private static final String ADDRESS = "https://bursar.acme.example/scim/v2/" + FakeHouse.ACME;

    private final FakeHouse house;

    FakeScim(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ScimConnection connection(UUID organizationId) {
        house.enter();
        return new ScimConnection(
                ADDRESS,
                provisioned().size(),
                house.groups.size(),
                house.scimTokens.isEmpty() ? null : house.scimTokens.getFirst().lastUsedAt());
    }

    @Override
    public ResponseEntity<IssuedScimToken> issue(
            UUID organizationId, @Nullable String idempotencyKey, IssueScimToken request) {
        house.enterToWrite();
        ScimToken token = new ScimToken(
                UUID.randomUUID(),
                request.name(),
                "bsr_scim_4fT9aKq1x0Zb_…",
                "active",
                "Ada Admin",
                house.now(),
                request.expiresAt(),
                null,
                null);
        house.scimTokens.addFirst(token);
        return ResponseEntity.status(201).body(new IssuedScimToken(token, "bsr_scim_4fT9aKq1x0Zb_" + "s".repeat(49)));
    }

    @Override
    public Page<ScimToken> tokens(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(house.scimTokens, cursor, size);
    }

    @Override
    public ResponseEntity<ScimToken> revoke(UUID organizationId, UUID tokenId) {
        house.enterToWrite();
        house.scimTokens.replaceAll(token -> token.id().equals(tokenId) ? revoked(token) : token);
        return ResponseEntity.ok(house.scimTokens.stream()
                .filter(token -> token.id().equals(tokenId))
                .findFirst()
                .orElseThrow());
    }

    @Override
    public Page<ScimResource> resources(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        OffsetDateTime changed = house.now().minusMinutes(5);
        List<ScimResource> all = Stream.concat(
                        house.groups.stream()
                                .map(group -> new ScimResource("group", group.id(), group.name(), "active", changed)),
                        provisioned().stream()
                                .map(one -> new ScimResource("user", one.id(), one.email(), one.state(), changed)))
                .toList();
        return FakeHouse.page(all, cursor, size);
    }

    private List<Member> provisioned() {
        return house.members.stream().filter(one -> one.source().equals("scim")).toList();
    }

    private ScimToken revoked(ScimToken token) {
        return new ScimToken(
                token.id(),
                token.name(),
                token.masked(),
                "revoked",
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                house.now());
    }
}
