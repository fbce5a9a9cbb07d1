package dev.bursar.server.organization;

import dev.bursar.adminapi.organization.CreateOrganization;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminapi.organization.UpdateOrganization;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates and changes organizations. */
@Component
public class Organizations {
    private static final String KIND = "organization";
    private static final Duration STALENESS = Duration.ofDays(1);

    private final JooqOrganizations store;
    private final List<OrganizationNews> news;
    private final AuditLog audit;
    private final PolicyChanges changes;
    private final Clock clock;

    Organizations(
            JooqOrganizations store, List<OrganizationNews> news, AuditLog audit, PolicyChanges changes, Clock clock) {
        this.store = store;
        this.news = List.copyOf(news);
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    /** @param tx in the new organization. @param caller in the new organization */
    public Organization create(DSLContext tx, Caller caller, CreateOrganization request) {
        caller.require(Action.ORGANIZATION_CREATE);
        String zone = request.timeZone() == null ? "UTC" : zone(request.timeZone());
        OrganizationRow organization = new OrganizationRow(
                caller.organizationId(),
                request.name().strip(),
                request.slug(),
                zone,
                STALENESS.toMillis(),
                OrganizationRow.Settings.USUAL,
                "active",
                1,
                clock.instant());
        store.insert(tx, organization);
        audit.append(
                tx,
                caller,
                AuditLog.Change.created(
                        "organization.created", KIND, organization.id(), organization.name(), organization.facts()));
        news.forEach(n -> n.created(tx, caller));
        touch(tx, organization.id());
        return organization.toApi();
    }

    public boolean exists(DSLContext tx, UUID organizationId) {
        return store.find(tx, organizationId).isPresent();
    }

    Organization get(DSLContext tx, UUID organizationId) {
        return store.find(tx, organizationId)
                .filter(row -> !row.state().equals("deleted"))
                .orElseThrow(() -> ProblemException.notFound(KIND))
                .toApi();
    }

    Organization update(DSLContext tx, Caller caller, @Nullable String ifMatch, UpdateOrganization request) {
        caller.require(Action.ORGANIZATION_WRITE);
        OrganizationRow before =
                store.lock(tx, caller.organizationId()).orElseThrow(() -> ProblemException.notFound(KIND));
        Etags.require(ifMatch, before.version());
        OrganizationRow after = changed(before, request);
        if (after.facts().equals(before.facts())) {
            return before.toApi();
        }
        store.update(tx, after);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "organization.changed", KIND, after.id(), after.name(), before.facts(), after.facts()));
        touch(tx, after.id());
        return after.toApi();
    }

    private static OrganizationRow changed(OrganizationRow row, UpdateOrganization request) {
        Long staleness = request.stalenessLimitSeconds();
        return new OrganizationRow(
                row.id(),
                request.name() == null ? row.name() : name(request.name()),
                row.slug(),
                request.timeZone() == null ? row.timeZone() : zone(request.timeZone()),
                staleness == null ? row.stalenessLimitMillis() : Math.multiplyExact(staleness, 1000L),
                settings(row.settings(), request),
                row.state(),
                row.version() + 1,
                row.createdAt());
    }

    private static OrganizationRow.Settings settings(OrganizationRow.Settings now, UpdateOrganization request) {
        String fourEyes = request.fourEyesAboveUsd();
        return new OrganizationRow.Settings(
                Objects.requireNonNullElse(request.fiscalYearStartMonth(), now.fiscalYearStartMonth()),
                Objects.requireNonNullElse(request.weekStart(), now.weekStart()),
                Objects.requireNonNullElse(request.topUpFeeBasisPoints(), now.topUpFeeBasisPoints()),
                Objects.requireNonNullElse(request.ownCredentialFeeBasisPoints(), now.ownCredentialFeeBasisPoints()),
                fourEyes == null ? now.fourEyesAboveNanos() : Amounts.parse("fourEyesAboveUsd", fourEyes));
    }

    private static String name(String name) {
        if (name.isBlank()) {
            throw ProblemException.field("name", "not_blank", "An organization has a name.");
        }
        return name.strip();
    }

    private static String zone(String zone) {
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw ProblemException.field("timeZone", "time_zone_unknown", "A time zone is a name such as Europe/Oslo.");
        }
        return zone;
    }

    private void touch(DSLContext tx, UUID id) {
        changes.touch(tx, id, PolicyChanges.Kind.ORGANIZATION, Objects.toString(id));
    }
}
