package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.SSO_CONNECTION;
import static dev.bursar.server.sql.Tables.SSO_DOMAIN;

import dev.bursar.adminapi.sso.SsoDomain;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.MailDomains;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.SsoDomainRecord;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which mail domains are the organization's: claimed by it, proved by a record in the name service or vouched for. */
@Component
final class Domains implements MailDomains {
    static final int MOST = 20;

    private static final String KIND = "sso_domain";
    private static final int CHALLENGE_BYTES = 16;

    private final AuditLog audit;
    private final SecureRandom random;
    private final Clock clock;

    Domains(AuditLog audit, SecureRandom random, Clock clock) {
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    List<SsoDomain> list(DSLContext tx, UUID organization) {
        return tx.selectFrom(SSO_DOMAIN)
                .where(SSO_DOMAIN.ORGANIZATION_ID.eq(organization))
                .orderBy(SSO_DOMAIN.DOMAIN)
                .fetch(Domains::view);
    }

    Set<String> verified(DSLContext tx, UUID organization) {
        return new TreeSet<>(tx.select(SSO_DOMAIN.DOMAIN)
                .from(SSO_DOMAIN)
                .where(SSO_DOMAIN.ORGANIZATION_ID.eq(organization), SSO_DOMAIN.VERIFIED_AT.isNotNull())
                .fetchSet(SSO_DOMAIN.DOMAIN));
    }

    @Override
    public boolean isOwn(DSLContext tx, UUID organizationId, String email) {
        return MailDomain.of(email)
                .filter(domain -> tx.fetchExists(
                        SSO_DOMAIN,
                        SSO_DOMAIN.ORGANIZATION_ID.eq(organizationId),
                        SSO_DOMAIN.DOMAIN.eq(domain),
                        SSO_DOMAIN.VERIFIED_AT.isNotNull()))
                .isPresent();
    }

    SsoDomain claim(DSLContext tx, Caller caller, String text) {
        String domain = MailDomain.check(text);
        UUID organization = caller.organizationId();
        var known = find(tx, organization, domain);
        if (known != null) {
            return view(known);
        }
        if (list(tx, organization).size() >= MOST) {
            throw new ProblemException(409, "too_many_domains", "There are " + MOST + " domains already.");
        }
        SsoDomainRecord row = new SsoDomainRecord();
        row.setOrganizationId(organization);
        row.setDomain(domain);
        row.setChallenge(challenge());
        row.setCreatedAt(clock.instant());
        tx.insertInto(SSO_DOMAIN).set(row).execute();
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("sso_domain.claimed", KIND, domain, domain, Map.of("domain", domain)));
        return view(row);
    }

    SsoDomain get(DSLContext tx, UUID organization, String domain) {
        return view(require(tx, organization, domain));
    }

    /** @param by {@code record} or {@code operator} */
    SsoDomain verified(DSLContext tx, Caller caller, String domain, String by) {
        SsoDomainRecord row = require(tx, caller.organizationId(), domain);
        if (row.getVerifiedAt() != null) {
            return view(row);
        }
        row.setVerifiedAt(clock.instant());
        try {
            tx.update(SSO_DOMAIN)
                    .set(SSO_DOMAIN.VERIFIED_AT, row.getVerifiedAt())
                    .where(SSO_DOMAIN.ORGANIZATION_ID.eq(caller.organizationId()), SSO_DOMAIN.DOMAIN.eq(domain))
                    .execute();
        } catch (IntegrityConstraintViolationException e) {
            throw new ProblemException(409, "domain_taken", "Another organization has proved this domain already.");
        }
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("sso_domain.verified", KIND, domain, domain, Map.of("verifiedBy", by)));
        return view(row);
    }

    /** @throws ProblemException 404; 409 {@code domain_needed} for the last one by which a connection is required of anybody */
    void remove(DSLContext tx, Caller caller, String domain) {
        SsoDomainRecord row = require(tx, caller.organizationId(), domain);
        boolean isLast = verified(tx, caller.organizationId()).equals(Set.of(domain));
        if (isLast && isAnythingRequired(tx, caller.organizationId())) {
            throw new ProblemException(
                    409,
                    "domain_needed",
                    "Single sign-on is required of whoever has this domain, and there is no other proved one."
                            + " No longer require it first.");
        }
        tx.deleteFrom(SSO_DOMAIN)
                .where(SSO_DOMAIN.ORGANIZATION_ID.eq(caller.organizationId()), SSO_DOMAIN.DOMAIN.eq(row.getDomain()))
                .execute();
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("sso_domain.removed", KIND, domain, domain, Map.of("domain", domain)));
    }

    private static boolean isAnythingRequired(DSLContext tx, UUID organization) {
        return tx.fetchExists(
                SSO_CONNECTION,
                SSO_CONNECTION.ORGANIZATION_ID.eq(organization),
                SSO_CONNECTION.STATE.eq(ConnectionState.ENFORCED.text()));
    }

    static ProblemException notProved(SsoDomain domain) {
        return new ProblemException(
                409,
                "domain_not_proved",
                "There is no TXT record at " + domain.recordName() + " that says " + domain.recordValue()
                        + ". A new record can take some minutes to be seen.");
    }

    private SsoDomainRecord require(DSLContext tx, UUID organization, String domain) {
        SsoDomainRecord row = find(tx, organization, domain);
        if (row == null) {
            throw ProblemException.notFound("domain");
        }
        return row;
    }

    private static @Nullable SsoDomainRecord find(DSLContext tx, UUID organization, String domain) {
        return tx.selectFrom(SSO_DOMAIN)
                .where(SSO_DOMAIN.ORGANIZATION_ID.eq(organization), SSO_DOMAIN.DOMAIN.eq(domain))
                .fetchOne();
    }

    private String challenge() {
        byte[] bytes = new byte[CHALLENGE_BYTES];
        random.nextBytes(bytes);
        return "bursar-verification=" + HexFormat.of().formatHex(bytes);
    }

    private static SsoDomain view(SsoDomainRecord row) {
        var verified = row.getVerifiedAt();
        return new SsoDomain(
                row.getDomain(),
                MailDomain.record(row.getDomain()),
                row.getChallenge(),
                verified == null ? null : verified.atOffset(ZoneOffset.UTC));
    }
}
