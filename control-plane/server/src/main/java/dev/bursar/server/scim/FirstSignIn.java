package dev.bursar.server.scim;

import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.EntryRule;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.MailDomains;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.identity.SignInListener;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * The first sign-in of somebody whom SCIM provisioned makes them that member. What could be taken over that way is
 * narrow: only by an address that the issuer says is verified; only a member who is active and was never anybody's; only in
 * the organization that proved the address's domain to be its own, so that no organization gets hold of another's people by
 * provisioning their addresses: it has to invite them. Whoever comes through an organization's own identity provider is
 * recognized there.
 */
@Component
final class FirstSignIn implements SignInListener {
    private static final Condition WAITING =
            MEMBER.SOURCE.eq("scim").and(MEMBER.ISSUER.isNull()).and(MEMBER.STATE.eq("active"));

    private final Tenancy tenancy;
    private final MailDomains domains;
    private final List<EntryRule> rules;
    private final AuditLog audit;
    private final Clock clock;

    FirstSignIn(Tenancy tenancy, MailDomains domains, List<EntryRule> rules, AuditLog audit, Clock clock) {
        this.tenancy = tenancy;
        this.domains = domains;
        this.rules = List.copyOf(rules);
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void seen(SignIn signIn, boolean isNew) {
        Identity identity = signIn.identity();
        boolean vouched = signIn.emailVerified()
                && !identity.email().isBlank()
                && signIn.through().isEmpty();
        if (vouched) {
            waiting(identity.email()).stream()
                    .filter(id -> tenancy.read(id, tx -> domains.isOwn(tx, id, identity.email())))
                    .filter(id -> mayEnter(id, signIn))
                    .forEach(id -> tenancy.write(id, tx -> bind(tx, id, identity)));
        }
    }

    /** Where single sign-on is required, only it makes somebody theirs. */
    private boolean mayEnter(UUID organizationId, SignIn signIn) {
        try {
            rules.forEach(rule -> rule.check(organizationId, signIn));
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    /** Organizations in which a member with this address waits for their first sign-in. */
    private List<UUID> waiting(String email) {
        return tenancy.asVerifiedEmail(
                email,
                tx -> tx.selectDistinct(MEMBER.ORGANIZATION_ID)
                        .from(MEMBER)
                        .where(WAITING)
                        .fetch(MEMBER.ORGANIZATION_ID));
    }

    private boolean bind(DSLContext tx, UUID organizationId, Identity identity) {
        List<UUID> members = tx.select(MEMBER.MEMBER_ID)
                .from(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(WAITING)
                .and(MEMBER.EMAIL_FOLDED.eq(DSL.lower(identity.email())))
                .limit(2)
                .forUpdate()
                .fetch(MEMBER.MEMBER_ID);
        if (members.size() != 1 || isKnown(tx, organizationId, identity)) {
            return false;
        }
        tx.update(MEMBER)
                .set(MEMBER.ISSUER, identity.issuer())
                .set(MEMBER.SUBJECT, identity.subject())
                .set(MEMBER.CHANGED_AT, clock.instant())
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(MEMBER.MEMBER_ID.eq(members.getFirst()))
                .execute();
        audit.append(
                tx,
                Caller.system(organizationId),
                AuditLog.Change.changed(
                        "member.recognized",
                        "member",
                        members.getFirst(),
                        identity.email(),
                        Map.of("subject", ""),
                        Map.of("subject", identity.subject())));
        return true;
    }

    /** Suspended ones too: signing in again is no way round it. */
    private static boolean isKnown(DSLContext tx, UUID organizationId, Identity identity) {
        return tx.fetchExists(
                MEMBER,
                MEMBER.ORGANIZATION_ID
                        .eq(organizationId)
                        .and(MEMBER.ISSUER.eq(identity.issuer()))
                        .and(MEMBER.SUBJECT.eq(identity.subject())));
    }
}
