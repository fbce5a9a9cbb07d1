package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.WORKLOAD_TRUST;

import dev.bursar.nodeapi.v1.RefreshWorkloadKeysRequest;
import dev.bursar.policy.workload.VerificationKey;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.machine.JooqIssuers.Issuer;
import dev.bursar.server.platform.appointment.AppointmentHolder;
import dev.bursar.server.platform.appointment.Appointments;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.publication.NodeCallException;
import dev.bursar.server.publication.PolicyChanges;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps issuers' keys fresh: fetched when a trust is made, every few minutes by appointment, and when a token names a key
 * that is not there, but never twice within a minute, whoever asks and however many control planes there are. What
 * changed goes to gateways as policy. Keys that can't be fetched are believed for a bounded time.
 */
public final class WorkloadKeys implements AppointmentHolder {
    private static final Logger LOG = LoggerFactory.getLogger(WorkloadKeys.class);
    /** Between two fetches of one issuer's keys. */
    static final Duration APART = Duration.ofMinutes(1);

    private static final String KIND = "workload_issuer";
    private static final int LONGEST_ERROR = 500;

    private final Tenancy tenancy;
    private final JooqIssuers store;
    private final KeyFetcher fetcher;
    private final MachineProperties properties;
    private final AuditLog audit;
    private final PolicyChanges changes;
    private final Executor fetches;
    private final Clock clock;

    /** @param fetches bounded; what it refuses, the next appointment does */
    WorkloadKeys(
            Tenancy tenancy,
            JooqIssuers store,
            KeyFetcher fetcher,
            MachineProperties properties,
            AuditLog audit,
            PolicyChanges changes,
            Executor fetches,
            Clock clock) {
        this.tenancy = tenancy;
        this.store = store;
        this.fetcher = fetcher;
        this.properties = properties;
        this.audit = audit;
        this.changes = changes;
        this.fetches = fetches;
        this.clock = clock;
    }

    /** A node met a token with a key that it does not know. Returns at once. */
    public void ask(RefreshWorkloadKeysRequest request) {
        UUID organization = id(request.getOrganizationId());
        UUID trust = id(request.getTrustId());
        tenancy.read(
                        organization,
                        tx -> tx.select(WORKLOAD_TRUST.ISSUER_ID)
                                .from(WORKLOAD_TRUST)
                                .where(
                                        WORKLOAD_TRUST.ORGANIZATION_ID.eq(organization),
                                        WORKLOAD_TRUST.TRUST_ID.eq(trust))
                                .fetchOptional(WORKLOAD_TRUST.ISSUER_ID))
                .ifPresent(issuer -> fetchBehind(organization, issuer));
    }

    @Override
    public Appointments.Kind kind() {
        return Appointments.Kind.WORKLOAD_KEYS;
    }

    /** The next appointment stands before the fetch begins: whoever dies in it does not end the row of them. */
    @Override
    public void keep(DSLContext tx, UUID organizationId, String subject, Instant now) {
        UUID issuer = UUID.fromString(subject);
        if (store.isNeeded(tx, organizationId, issuer)) {
            Appointments.move(tx, organizationId, kind(), subject, now.plus(properties.retryAfter()));
            fetchBehind(organizationId, issuer);
        }
    }

    /** In the transaction that makes a trust. */
    void fetchSoon(DSLContext tx, UUID organizationId, UUID issuerId) {
        Appointments.move(tx, organizationId, kind(), issuerId.toString(), clock.instant());
    }

    /** Fetches now, if nobody did within the last minute. Blocks for a bounded time. @return whether it was fetched */
    boolean fetch(UUID organizationId, UUID issuerId) {
        Instant now = clock.instant();
        boolean mine =
                tenancy.write(organizationId, tx -> store.attempt(tx, organizationId, issuerId, now, now.minus(APART)));
        Optional<Issuer> issuer =
                mine ? tenancy.read(organizationId, tx -> store.find(tx, organizationId, issuerId)) : Optional.empty();
        issuer.ifPresent(found -> fetch(organizationId, found, now));
        return issuer.isPresent();
    }

    private void fetchBehind(UUID organizationId, UUID issuerId) {
        try {
            fetches.execute(() -> {
                try {
                    fetch(organizationId, issuerId);
                } catch (RuntimeException e) {
                    LOG.warn("an issuer's keys could not be fetched; it will be tried again", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.warn("too many issuers' keys are being fetched; one waits for its next turn");
        }
    }

    private void fetch(UUID organizationId, Issuer issuer, Instant now) {
        try {
            List<VerificationKey> keys = fetcher.fetch(issuer.issuer(), issuer.jwksUri());
            tenancy.write(organizationId, tx -> {
                store.lock(tx, organizationId, issuer.id()).ifPresent(before -> {
                    store.fetched(tx, organizationId, issuer.id(), keys, now);
                    next(tx, organizationId, issuer.id(), now.plus(properties.refreshEvery()));
                    changed(tx, organizationId, before, keys, "");
                });
                return true;
            });
        } catch (IOException e) {
            String error = shortened(String.valueOf(e.getMessage()));
            LOG.info("keys of {} could not be fetched: {}", issuer.issuer(), error);
            tenancy.write(organizationId, tx -> {
                store.lock(tx, organizationId, issuer.id())
                        .ifPresent(before -> failed(tx, organizationId, before, error, now));
                return true;
            });
        }
    }

    private void failed(DSLContext tx, UUID organizationId, Issuer before, String error, Instant now) {
        Instant fetchedAt = before.fetchedAt();
        boolean old = fetchedAt != null && fetchedAt.plus(properties.keysKept()).isBefore(now);
        List<VerificationKey> keys = old ? List.of() : before.keys();
        store.failed(tx, organizationId, before.id(), keys, error);
        next(tx, organizationId, before.id(), now.plus(properties.retryAfter()));
        changed(tx, organizationId, before, keys, error);
    }

    private void next(DSLContext tx, UUID organizationId, UUID issuerId, Instant at) {
        if (store.isNeeded(tx, organizationId, issuerId)) {
            Appointments.move(tx, organizationId, kind(), issuerId.toString(), at);
        }
    }

    /** Audited by the installation: an issuer's keys open what its trusts name. */
    private void changed(
            DSLContext tx, UUID organizationId, Issuer before, List<VerificationKey> keys, String because) {
        if (before.keys().equals(keys)) {
            return;
        }
        audit.append(
                tx,
                Caller.system(organizationId),
                AuditLog.Change.changed(
                        "workload_issuer.keys_changed",
                        KIND,
                        before.id(),
                        before.issuer(),
                        Map.of("keys", ids(before.keys()), "because", ""),
                        Map.of("keys", ids(keys), "because", because)));
        store.trustsOfNodes(tx, organizationId, before.id())
                .forEach(trust -> changes.touch(tx, organizationId, PolicyChanges.Kind.TRUST, trust.toString()));
    }

    private static List<String> ids(List<VerificationKey> keys) {
        return keys.stream().map(VerificationKey::toString).toList();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw NodeCallException.invalid("id_malformed");
        }
    }
}
