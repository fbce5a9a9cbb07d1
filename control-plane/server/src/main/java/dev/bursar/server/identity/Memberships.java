package dev.bursar.server.identity;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.server.platform.database.Tenancy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Who is a member where. Whoever is invited, suspended or removed is not; nobody is in an organization that is deleted. */
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

    /** Whether they are a member of another organization, too. @param tx of this one */
    public static boolean isElsewhere(DSLContext tx, UUID organizationId, Identity identity) {
        return Tenancy.alsoAsSubject(
                tx,
                identity.issuer(),
                identity.subject(),
                wide -> wide.fetchExists(
                        MEMBER,
                        MEMBER.ORGANIZATION_ID.ne(organizationId),
                        MEMBER.ISSUER.eq(identity.issuer()),
                        MEMBER.SUBJECT.eq(identity.subject())));
    }

    /** By the organizations' ids. */
    public List<Membership> of(Identity identity) {
        return organizations(identity).stream()
                .flatMap(id -> in(id, identity).stream())
                .toList();
    }

    /** Wherever they are a member, whether they may act there or not. */
    public List<UUID> organizations(Identity identity) {
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
        var member = tx.select(MEMBER.MEMBER_ID, MEMBER.DISPLAY_NAME, ORGANIZATION.STATE)
                .from(MEMBER)
                .join(ORGANIZATION)
                .on(ORGANIZATION.ORGANIZATION_ID.eq(MEMBER.ORGANIZATION_ID), ORGANIZATION.STATE.ne("deleted"))
                .where(MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(MEMBER.ISSUER.eq(identity.issuer()))
                .and(MEMBER.SUBJECT.eq(identity.subject()))
                .and(MEMBER.STATE.eq("active"))
                .fetchOptional();
        return member.map(row -> new Membership(
                organizationId,
                row.value1(),
                row.value2(),
                row.value3().equals("archived"),
                HeldRoles.ofMember(tx, organizationId, row.value1())));
    }
}
