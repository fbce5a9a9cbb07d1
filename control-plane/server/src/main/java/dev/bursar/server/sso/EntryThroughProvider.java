package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.SSO_CONNECTION;

import dev.bursar.server.identity.EntryRule;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Where a connection is enforced, people with the organization's domains come through it; through a disabled one nobody
 * comes. The break-glass account's address has no such domain, so that it always gets in.
 */
@Component
final class EntryThroughProvider implements EntryRule {
    private final Tenancy tenancy;
    private final Provisioning provisioning;
    private final Domains domains;

    EntryThroughProvider(Tenancy tenancy, Provisioning provisioning, Domains domains) {
        this.tenancy = tenancy;
        this.provisioning = provisioning;
        this.domains = domains;
    }

    @Override
    public void check(UUID organizationId, SignIn signIn) {
        if (provisioning.isAvailable()) {
            tenancy.read(organizationId, tx -> refusal(tx, organizationId, signIn))
                    .ifPresent(refusal -> {
                        throw refusal;
                    });
        }
    }

    private Optional<ProblemException> refusal(DSLContext tx, UUID organization, SignIn signIn) {
        var connections = tx.select(SSO_CONNECTION.ALIAS, SSO_CONNECTION.STATE, SSO_CONNECTION.NAME)
                .from(SSO_CONNECTION)
                .where(SSO_CONNECTION.ORGANIZATION_ID.eq(organization))
                .fetch();
        String through = signIn.through().orElse("");
        for (var connection : connections) {
            if (connection.value1().equals(through) && connection.value2().equals("disabled")) {
                return refuse("sso_disabled", "Signing in through " + connection.value3() + " is switched off.");
            }
        }
        var enforced =
                connections.stream().filter(c -> c.value2().equals("enforced")).toList();
        if (enforced.isEmpty()
                || enforced.stream().anyMatch(c -> c.value1().equals(through))
                || !isOwn(tx, organization, signIn.identity())) {
            return Optional.empty();
        }
        return refuse(
                "sso_required", "Sign in through " + enforced.getFirst().value3() + ": this organization requires it.");
    }

    /** By the address that they come with, or the one that they are known by here: the former is changed at the issuer. */
    private boolean isOwn(DSLContext tx, UUID organization, Identity identity) {
        return domains.isOwn(tx, organization, identity.email())
                || tx.select(MEMBER.EMAIL)
                        .from(MEMBER)
                        .where(
                                MEMBER.ORGANIZATION_ID.eq(organization),
                                MEMBER.ISSUER.eq(identity.issuer()),
                                MEMBER.SUBJECT.eq(identity.subject()))
                        .fetchOptional(MEMBER.EMAIL)
                        .filter(known -> domains.isOwn(tx, organization, known))
                        .isPresent();
    }

    private static Optional<ProblemException> refuse(String code, String why) {
        return Optional.of(new ProblemException(403, code, why));
    }
}
