package dev.bursar.server.organization;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.appointment.Appointments;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes whole organizations out of service.
 *
 * <pre>
 *   active ◀─restore── archived ──delete──▶ deleted
 *      └────archive───────▲
 * </pre>
 *
 * An archived one can be read; its keys are refused and nothing in it changes. A deleted one is reached by nobody; what
 * must not be destroyed stays under its id.
 */
@Component
class OrganizationStates {
    private static final String KIND = "organization";

    private final JooqOrganizations store;
    private final List<OrganizationNews> news;
    private final Idempotency idempotency;
    private final AuditLog audit;
    private final PolicyChanges changes;
    private final Clock clock;

    OrganizationStates(
            JooqOrganizations store,
            List<OrganizationNews> news,
            Idempotency idempotency,
            AuditLog audit,
            PolicyChanges changes,
            Clock clock) {
        this.store = store;
        this.news = List.copyOf(news);
        this.idempotency = idempotency;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    /** Twice is once. */
    Organization archive(DSLContext tx, Caller operator) {
        OrganizationRow before = lock(tx, operator);
        return before.state().equals("archived")
                ? before.toApi()
                : change(tx, operator, "organization.archived", before, before.in("archived"));
    }

    /** Twice is once. */
    Organization restore(DSLContext tx, Caller operator) {
        OrganizationRow before = lock(tx, operator);
        return before.state().equals("active")
                ? before.toApi()
                : change(tx, operator, "organization.restored", before, before.in("active"));
    }

    /** @param name typed again. @throws ProblemException 409 unless it is archived; 400 if the name is another */
    Organization delete(DSLContext tx, Caller operator, String name) {
        OrganizationRow before = lock(tx, operator);
        if (!before.state().equals("archived")) {
            throw new ProblemException(
                    409, "organization_active", "Only what is archived is deleted. Archive it first.");
        }
        if (!before.name().equals(name)) {
            throw ProblemException.field("name", "name_mismatch", "That is not the name of this organization.");
        }
        Appointments.cancelAll(tx, before.id());
        idempotency.forget(tx, before.id());
        news.forEach(one -> one.deleted(tx, operator));
        return change(tx, operator, "organization.deleted", before, before.in("deleted"));
    }

    /** After the transaction of {@link #delete}. */
    void deleted(UUID organizationId) {
        news.forEach(one -> one.gone(organizationId));
    }

    /** What deleting it would destroy. */
    List<Impact.Ending> endings(DSLContext tx, UUID organizationId) {
        return news.stream()
                .flatMap(one -> one.endings(tx, organizationId).stream())
                .filter(ending -> ending.number() > 0)
                .sorted(Comparator.comparing(Impact.Ending::what))
                .toList();
    }

    private OrganizationRow lock(DSLContext tx, Caller operator) {
        operator.require(Action.ORGANIZATION_OPERATE);
        return store.lock(tx, operator.organizationId())
                .filter(row -> !row.state().equals("deleted"))
                .orElseThrow(() -> ProblemException.notFound(KIND));
    }

    private Organization change(
            DSLContext tx, Caller operator, String action, OrganizationRow before, OrganizationRow after) {
        store.changeState(tx, after, clock.instant());
        audit.append(
                tx,
                operator,
                AuditLog.Change.changed(
                        action, KIND, after.id(), after.name(), facts(before.state()), facts(after.state())));
        changes.touch(tx, after.id(), PolicyChanges.Kind.KEYS, after.id().toString());
        return after.toApi();
    }

    private static Map<String, @Nullable Object> facts(String state) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("state", state);
        return facts;
    }
}
