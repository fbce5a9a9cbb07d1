package dev.bursar.server.budget;

import dev.bursar.policy.budget.LeaseTerms;
import dev.bursar.server.publication.Fleet;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What the books of an organization are written in. */
@Component
record BookStores(
        Fleet fleet,
        JooqPeriods periods,
        JooqLeases leases,
        JooqBudgets budgets,
        JooqAnswers answers,
        JooqResolutions resolutions,
        LeaseTerms terms) {
    JooqBooks open(DSLContext tx, UUID organizationId, Instant now) {
        return new JooqBooks(tx, organizationId, now, this);
    }
}
