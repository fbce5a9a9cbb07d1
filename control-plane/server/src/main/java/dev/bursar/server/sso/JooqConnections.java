package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.SSO_CONNECTION;

import dev.bursar.server.identity.Role;
import dev.bursar.server.sql.tables.records.SsoConnectionRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
final class JooqConnections {
    private final JsonMapper json = new JsonMapper();

    List<Connection> list(DSLContext tx, UUID organization) {
        return tx.selectFrom(SSO_CONNECTION)
                .where(SSO_CONNECTION.ORGANIZATION_ID.eq(organization))
                .orderBy(SSO_CONNECTION.CREATED_AT, SSO_CONNECTION.CONNECTION_ID)
                .fetch(this::read);
    }

    Optional<Connection> find(DSLContext tx, UUID organization, UUID id) {
        return tx.selectFrom(SSO_CONNECTION).where(is(organization, id)).fetchOptional(this::read);
    }

    Optional<Connection> lock(DSLContext tx, UUID organization, UUID id) {
        return tx.selectFrom(SSO_CONNECTION)
                .where(is(organization, id))
                .forUpdate()
                .fetchOptional(this::read);
    }

    Optional<Connection> lockByAlias(DSLContext tx, UUID organization, String alias) {
        return tx.selectFrom(SSO_CONNECTION)
                .where(SSO_CONNECTION.ORGANIZATION_ID.eq(organization), SSO_CONNECTION.ALIAS.eq(alias))
                .forUpdate()
                .fetchOptional(this::read);
    }

    void insert(DSLContext tx, UUID organization, Connection connection) {
        tx.insertInto(SSO_CONNECTION).set(write(organization, connection)).execute();
    }

    void update(DSLContext tx, UUID organization, Connection connection) {
        tx.update(SSO_CONNECTION)
                .set(write(organization, connection))
                .where(is(organization, connection.id()))
                .execute();
    }

    void delete(DSLContext tx, UUID organization, UUID id) {
        tx.deleteFrom(SSO_CONNECTION).where(is(organization, id)).execute();
    }

    /** The issuer has what was read before it was told: a change since then is behind again. */
    void applied(DSLContext tx, UUID organization, List<Connection> told) {
        told.forEach(c -> tx.update(SSO_CONNECTION)
                .set(SSO_CONNECTION.APPLIED_VERSION, c.version())
                .where(is(organization, c.id()), SSO_CONNECTION.APPLIED_VERSION.lt(c.version()))
                .execute());
    }

    private static Condition is(UUID organization, UUID id) {
        return SSO_CONNECTION.ORGANIZATION_ID.eq(organization).and(SSO_CONNECTION.CONNECTION_ID.eq(id));
    }

    private SsoConnectionRecord write(UUID organization, Connection connection) {
        SsoConnectionRecord row = new SsoConnectionRecord();
        row.setOrganizationId(organization);
        row.setConnectionId(connection.id());
        row.setKind(connection.settings() instanceof Settings.Oidc ? "oidc" : "saml");
        row.setName(connection.name());
        row.setAlias(connection.alias());
        row.setState(connection.state().text());
        row.setInUse(connection.inUse());
        row.setSettings(JSONB.valueOf(json.writerFor(Settings.class).writeValueAsString(connection.settings())));
        row.setSecret(connection.secret());
        row.setDefaultRole(connection.defaultRole().text());
        SignInRule rule = connection.rule();
        row.setSignInDays(rule == null ? null : rule.days());
        row.setSignInSince(rule == null ? null : rule.since());
        row.setTestedAt(connection.testedAt());
        row.setTestedBy(connection.testedBy());
        row.setCreatedBy(connection.createdBy());
        row.setCreatedAt(connection.createdAt());
        row.setVersion(connection.version());
        row.setAppliedVersion(connection.appliedVersion());
        return row;
    }

    Settings settings(JSONB stored) {
        return json.readValue(stored.data(), Settings.class);
    }

    private Connection read(SsoConnectionRecord row) {
        return new Connection(
                row.getConnectionId(),
                row.getName(),
                row.getAlias(),
                ConnectionState.of(row.getState()),
                row.getInUse(),
                settings(row.getSettings()),
                row.getSecret(),
                Role.of(row.getDefaultRole()).orElse(Role.MEMBER),
                row.getSignInDays() == null ? null : new SignInRule(row.getSignInDays(), row.getSignInSince()),
                row.getTestedAt(),
                row.getTestedBy(),
                row.getCreatedBy(),
                row.getCreatedAt(),
                row.getVersion(),
                row.getAppliedVersion());
    }
}
