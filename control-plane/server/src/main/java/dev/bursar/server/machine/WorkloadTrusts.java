package dev.bursar.server.machine;

import dev.bursar.adminapi.machine.CreateWorkloadTrust;
import dev.bursar.adminapi.machine.UpdateWorkloadTrust;
import dev.bursar.adminapi.machine.WorkloadTrust;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.workload.SubjectPattern;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.key.WorkloadsKeys;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.egress.OutboundUrl;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes, changes and removes trusts, each in one transaction with its audit entry and what gateways must hear. */
@Component
final class WorkloadTrusts {
    /** Of one organization. */
    static final int MOST = 200;

    /** What nobody else's tokens are meant for. */
    private static final String OWN_AUDIENCE = "bursar:";

    private static final String KIND = "workload_trust";

    private final JooqTrusts store;
    private final JooqIssuers issuers;
    private final WorkloadKeys fetching;
    private final ServiceAccounts accounts;
    private final WorkloadsKeys keys;
    private final MachineProperties properties;
    private final AuditLog audit;
    private final PolicyChanges changes;
    private final Ids ids;
    private final Clock clock;

    WorkloadTrusts(
            JooqTrusts store,
            JooqIssuers issuers,
            WorkloadKeys fetching,
            ServiceAccounts accounts,
            WorkloadsKeys keys,
            MachineProperties properties,
            AuditLog audit,
            PolicyChanges changes,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.issuers = issuers;
        this.fetching = fetching;
        this.accounts = accounts;
        this.keys = keys;
        this.properties = properties;
        this.audit = audit;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    WorkloadTrust create(DSLContext tx, Caller caller, CreateWorkloadTrust request) {
        caller.require(Action.SERVICE_ACCOUNT_WRITE);
        UUID organization = caller.organizationId();
        requireRoom(tx, organization);
        requireGivable(tx, caller, request.keyId(), request.serviceAccountId());
        String issuer = OutboundUrl.check("issuer", request.issuer(), properties.privateNetwork())
                .toString();
        String audience = audience(tx, organization, issuer, request.audience());
        JooqIssuers.Issuer row = issuers.put(tx, organization, issuer, jwksUri(request.jwksUri()));
        Trust trust = new Trust(
                ids.next(),
                request.name().strip(),
                row.id(),
                issuer,
                row.jwksUri(),
                audience,
                pattern(request.subjectPattern()),
                request.keyId(),
                null,
                request.serviceAccountId(),
                null,
                "active",
                List.of(),
                null,
                "",
                caller.actorName(),
                clock.instant(),
                1);
        requireFree(tx, organization, trust.id(), trust.name());
        store.insert(tx, organization, trust);
        fetching.fetchSoon(tx, organization, row.id());
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("workload_trust.created", KIND, trust.id(), trust.name(), trust.facts()));
        touch(tx, organization, trust);
        return get(tx, organization, trust.id()).toApi();
    }

    WorkloadTrust update(
            DSLContext tx, Caller caller, UUID trustId, @Nullable String ifMatch, UpdateWorkloadTrust request) {
        Trust before = locked(tx, caller, trustId);
        Etags.require(ifMatch, before.version());
        String name = request.name() == null ? before.name() : name(request.name());
        String pattern = request.subjectPattern() == null ? before.subjectPattern() : pattern(request.subjectPattern());
        String state = Objects.requireNonNullElse(request.state(), before.state());
        String audience = request.audience() == null
                ? before.audience()
                : audience(tx, caller.organizationId(), before.issuer(), request.audience());
        boolean widens = !pattern.equals(before.subjectPattern())
                || !audience.equals(before.audience())
                || !state.equals(before.state()) && isActive(state);
        if (widens) {
            requireGivable(tx, caller, before.keyId(), before.accountId());
        }
        requireFree(tx, caller.organizationId(), trustId, name);
        if (name.equals(before.name()) && !widens && state.equals(before.state())) {
            return before.toApi();
        }
        store.update(tx, caller.organizationId(), before, name, pattern, audience, state);
        if (isActive(state) && !before.active()) {
            fetching.fetchSoon(tx, caller.organizationId(), before.issuerId());
        }
        Trust after = get(tx, caller.organizationId(), trustId);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed("workload_trust.changed", KIND, trustId, name, before.facts(), after.facts()));
        touch(tx, caller.organizationId(), after);
        return after.toApi();
    }

    WorkloadTrust remove(DSLContext tx, Caller caller, UUID trustId) {
        Trust trust = locked(tx, caller, trustId);
        store.delete(tx, caller.organizationId(), trust);
        issuers.deleteUnused(tx, caller.organizationId(), trust.issuerId());
        audit.append(
                tx,
                caller,
                new AuditLog.Change(
                        "workload_trust.removed",
                        KIND,
                        trustId.toString(),
                        trust.name(),
                        AuditLog.Outcome.DONE,
                        trust.facts(),
                        null));
        touch(tx, caller.organizationId(), trust);
        return trust.toApi();
    }

    Trust get(DSLContext tx, UUID organizationId, UUID trustId) {
        return store.find(tx, organizationId, trustId).orElseThrow(() -> ProblemException.notFound("workload trust"));
    }

    private Trust locked(DSLContext tx, Caller caller, UUID trustId) {
        caller.require(Action.SERVICE_ACCOUNT_WRITE);
        return store.lock(tx, caller.organizationId(), trustId)
                .orElseThrow(() -> ProblemException.notFound("workload trust"));
    }

    /** Nobody lets a workload do what they may not do themselves. */
    private void requireGivable(DSLContext tx, Caller caller, @Nullable UUID keyId, @Nullable UUID accountId) {
        if ((keyId == null) == (accountId == null)) {
            throw ProblemException.field(
                    "keyId", "one_of_two", "A workload acts as a key or as a service account: name one.");
        }
        if (keyId != null) {
            keys.requireGivable(tx, caller, keyId);
        } else if (accountId != null) {
            try {
                accounts.requireGivable(tx, caller, accountId);
            } catch (ProblemException e) {
                throw e.status() == 404
                        ? ProblemException.field(
                                "serviceAccountId", "service_account_unknown", "There is no such service account.")
                        : e;
            }
        }
    }

    private void requireRoom(DSLContext tx, UUID organization) {
        if (store.count(tx, organization) >= MOST) {
            throw new ProblemException(409, "too_many_trusts", "There are " + MOST + " workload trusts already.");
        }
    }

    private void requireFree(DSLContext tx, UUID organization, UUID trustId, String name) {
        if (store.isTaken(tx, organization, trustId, name)) {
            throw new ProblemException(409, "name_taken", "There is a workload trust with this name already.");
        }
    }

    private String audience(DSLContext tx, UUID organization, String issuer, @Nullable String wanted) {
        String own = OWN_AUDIENCE + organization;
        String audience = wanted == null ? own : wanted.strip();
        boolean printable = audience.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (audience.isEmpty() || !printable || audience.startsWith(OWN_AUDIENCE) && !audience.equals(own)) {
            throw ProblemException.field(
                    "audience",
                    "audience_invalid",
                    "An audience is visible ASCII; of those with bursar: yours is " + own + ".");
        }
        if (!store.claim(tx, organization, issuer, audience)) {
            throw new ProblemException(
                    409,
                    "audience_taken",
                    "Another organization here uses this audience with this issuer. Yours alone is " + own + ".");
        }
        return audience;
    }

    private String jwksUri(@Nullable String wanted) {
        return wanted == null || wanted.isBlank()
                ? ""
                : OutboundUrl.check("jwksUri", wanted.strip(), properties.privateNetwork())
                        .toString();
    }

    private static String pattern(String text) {
        try {
            return new SubjectPattern(text).text();
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("subjectPattern", "subject_pattern_invalid", String.valueOf(e.getMessage()));
        }
    }

    private static String name(String name) {
        if (name.isBlank()) {
            throw ProblemException.field("name", "not_blank", "A workload trust has a name.");
        }
        return name.strip();
    }

    private static boolean isActive(String state) {
        return state.equals("active");
    }

    private void touch(DSLContext tx, UUID organization, Trust trust) {
        if (trust.keyId() != null) {
            changes.touch(tx, organization, PolicyChanges.Kind.TRUST, trust.id().toString());
        }
    }
}
