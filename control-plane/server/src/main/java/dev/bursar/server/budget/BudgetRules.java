package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MODEL;

import dev.bursar.policy.access.ModelPattern;
import dev.bursar.policy.period.Period;
import dev.bursar.server.platform.web.ProblemException;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What holds for every budget, beyond what the records of the Admin API declare: refused with the field to blame. */
final class BudgetRules {
    private static final Set<Period> WITHOUT_A_NEXT = Set.of(Period.TERM, Period.LIFETIME);
    private static final LocalDate FIRST = LocalDate.of(1971, 1, 1);
    private static final LocalDate LAST = Year.of(9998).atDay(1);

    private BudgetRules() {}

    static void check(
            DSLContext tx,
            UUID organizationId,
            Period period,
            boolean hard,
            @Nullable LocalDate startsOn,
            BudgetSettings settings) {
        name(settings.name());
        term(period, startsOn, settings.endsOn());
        if (settings.carryOver() && WITHOUT_A_NEXT.contains(period)) {
            throw ProblemException.field(
                    "carryOver", "nothing_to_carry_to", "No period follows that could get what is left.");
        }
        if (!hard && !(settings.mode().equals("strict") && settings.atCap().equals("refuse"))) {
            throw ProblemException.field(
                    settings.atCap().equals("refuse") ? "mode" : "atCap",
                    "budget_is_soft",
                    "A soft budget only warns: nothing happens at its cap.");
        }
        downgrade(tx, organizationId, settings);
        owner(tx, organizationId, settings.ownerMemberId());
    }

    /** @return the patterns, without repetitions */
    static List<String> models(@Nullable List<String> models) {
        if (models == null) {
            return List.of();
        }
        for (int i = 0; i < models.size(); i++) {
            try {
                new ModelPattern(models.get(i));
            } catch (IllegalArgumentException e) {
                throw ProblemException.field(
                        "models[" + i + "]", "model_pattern_invalid", String.valueOf(e.getMessage()));
            }
        }
        return models.stream().distinct().toList();
    }

    private static void name(String name) {
        if (name.isBlank()) {
            throw ProblemException.field("name", "not_blank", "A name has at least one visible character.");
        }
    }

    private static void term(Period period, @Nullable LocalDate startsOn, @Nullable LocalDate endsOn) {
        if (period != Period.TERM) {
            if (startsOn != null || endsOn != null) {
                throw ProblemException.field(
                        startsOn != null ? "startsOn" : "endsOn", "no_term", "Only a term has dates.");
            }
            return;
        }
        if (startsOn == null || endsOn == null) {
            throw ProblemException.field(
                    startsOn == null ? "startsOn" : "endsOn", "not_null", "A term has a first and a last day.");
        }
        if (startsOn.isBefore(FIRST) || endsOn.isAfter(LAST)) {
            throw ProblemException.field(
                    startsOn.isBefore(FIRST) ? "startsOn" : "endsOn", "date_out_of_range", "No term is then.");
        }
        if (endsOn.isBefore(startsOn)) {
            throw ProblemException.field("endsOn", "term_ends_before_it_starts", "A term ends after it starts.");
        }
    }

    private static void downgrade(DSLContext tx, UUID organizationId, BudgetSettings settings) {
        String model = settings.downgradeModel();
        if (settings.atCap().equals("downgrade") != (model != null)) {
            throw ProblemException.field(
                    "downgradeModel",
                    model == null ? "not_null" : "no_downgrade",
                    "A model to downgrade to goes with atCap downgrade, and only with it.");
        }
        if (model != null
                && !tx.fetchExists(
                        MODEL,
                        MODEL.ORGANIZATION_ID.eq(organizationId),
                        MODEL.MODEL_.eq(model),
                        MODEL.STATE.eq("active"))) {
            throw ProblemException.field("downgradeModel", "model_unknown", "There is no such model.");
        }
    }

    private static void owner(DSLContext tx, UUID organizationId, @Nullable UUID member) {
        if (member != null
                && !tx.fetchExists(MEMBER, MEMBER.ORGANIZATION_ID.eq(organizationId), MEMBER.MEMBER_ID.eq(member))) {
            throw ProblemException.field("ownerMemberId", "member_unknown", "There is no such member.");
        }
    }
}
