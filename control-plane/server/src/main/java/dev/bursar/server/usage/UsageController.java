package dev.bursar.server.usage;

import static dev.bursar.server.sql.Tables.API_KEY;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.usage.UsageApi;
import dev.bursar.adminapi.usage.UsageReport;
import dev.bursar.adminapi.usage.UsageRequest;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.UnitPaths;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Everybody sees the usage of the keys they own, and of those charged to units whose usage they may read. */
@RestController
final class UsageController implements UsageApi {
    private static final Set<String> OUTCOMES =
            Set.of("completed", "client_gone", "provider_failed", "refused", "cut", "budget_cut");

    private final Callers callers;
    private final Tenancy tenancy;
    private final ReportReadModel reports;
    private final RequestsReadModel requests;
    private final Clock clock;

    UsageController(
            Callers callers, Tenancy tenancy, ReportReadModel reports, RequestsReadModel requests, Clock clock) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.reports = reports;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public UsageReport report(
            UUID organizationId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String grain,
            @Nullable String groupBy,
            @Nullable UUID keyId) {
        Condition visible = visible(callers.in(organizationId));
        Stretch stretch = Stretch.of(from, to, grain, clock.instant());
        ReportReadModel.By by = by(groupBy);
        return tenancy.read(organizationId, tx -> reports.report(tx, organizationId, stretch, by, keyId, visible));
    }

    @Override
    public Page<UsageRequest> requests(
            UUID organizationId,
            @Nullable UUID keyId,
            @Nullable UUID budgetId,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            @Nullable String outcome,
            @Nullable String cursor,
            @Nullable Integer size) {
        Condition visible = visible(callers.in(organizationId));
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw ProblemException.field("outcome", "outcome_unknown", "There is no such outcome.");
        }
        Condition chosen = RequestsReadModel.chosen(keyId, budgetId, from, to, outcome);
        int pageSize = Cursors.size(size);
        Optional<Cursors.At> after = Cursors.at(cursor);
        return tenancy.read(
                organizationId, tx -> requests.page(tx, organizationId, chosen.and(visible), after, pageSize));
    }

    private static Condition visible(Caller caller) {
        caller.requireAny(Action.USAGE_READ, Action.USAGE_READ_OWN);
        return caller.may(Action.USAGE_READ)
                ? DSL.noCondition()
                : API_KEY.OWNER_MEMBER_ID
                        .eq(caller.memberId())
                        .or(UnitPaths.within(
                                caller.reach(Action.USAGE_READ), caller.organizationId(), API_KEY.UNIT_ID));
    }

    private static ReportReadModel.By by(@Nullable String groupBy) {
        if (groupBy == null || groupBy.equals("model")) {
            return ReportReadModel.By.MODEL;
        }
        if (groupBy.equals("key")) {
            return ReportReadModel.By.KEY;
        }
        throw ProblemException.field("groupBy", "group_unknown", "A report is grouped by model or key.");
    }
}
