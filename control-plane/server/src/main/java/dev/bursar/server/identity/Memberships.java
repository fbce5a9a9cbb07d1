package dev.bursar.server.identity;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_ROLE;

import dev.bursar.server.platform.database.Tenancy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Who is a member where. */
@Component
public final class Memberships {
    /** More than anyone has; a bound all the same. */
    private static final int MOST = 200;

    private final Tenancy tenancy;

    Memberships(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    public Optional<Membership> in(UUID organizationId, Identity identity) {
        return tenancy.read(organizationId, tx -> find(tx, organizationId, identity));
    }

    /** By the organizations' ids. */
    public List<Membership> of(Identity identity) {
        return organizations(identity).stream()
                .flatMap(id -> in(id, identity).stream())
                .toList();
    }

    private List<UUID> organizations(Identity identity) {
        return tenancy.asSubject(
                identity.issuer(),
                identity.subject(),
                tx -> tx.select(MEMBER.ORGANIZATION_ID)
                        .from(MEMBER)
                        .where(MEMBER.ISSUER.eq(identity.issuer()))
                        .and(MEMBER.SUBJECT.eq(identity.subject()))
                        .orderBy(MEMBER.ORGANIZATION_ID)
                        .limit(MOST)
                        .fetch(MEMBER.ORGANIZATION_ID));
    }

    private static Optional<Membership> find(DSLContext tx, UUID organizationId, Identity identity) {
        var member = tx.select(MEMBER.MEMBER_ID, MEMBER.DISPLAY_NAME)
                .from(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(MEMBER.ISSUER.eq(identity.issuer()))
                .and(MEMBER.SUBJECT.eq(identity.subject()))
                .fetchOptional();
        return member.map(row ->
                new Membership(organizationId, row.value1(), row.value2(), roles(tx, organizationId, row.value1())));
    }

    private static List<Role> roles(DSLContext tx, UUID organizationId, UUID memberId) {
        return tx
                .select(MEMBER_ROLE.ROLE)
                .from(MEMBER_ROLE)
                .where(MEMBER_ROLE.ORGANIZATION_ID.eq(organizationId))
                .and(MEMBER_ROLE.MEMBER_ID.eq(memberId))
                .orderBy(MEMBER_ROLE.ROLE)
                .fetch(MEMBER_ROLE.ROLE)
                .stream()
                .flatMap(text -> Role.of(text).stream())
                .toList();
    }
}
