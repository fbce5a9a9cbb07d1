package dev.bursar.server.usage;

import dev.bursar.nodeapi.v1.Charge;
import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.server.budget.BudgetsOfTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reports of one key's requests, taken in and booked. */
public final class UsageOfTest {
    private final BudgetsOfTest house;
    private final UsageIntake intake;
    private final UUID organization;
    private final UUID key;
    private long sequence;

    public UsageOfTest(BudgetsOfTest house, UUID organization) {
        this(house, organization, List.of());
    }

    /** @param journals beside the books */
    public UsageOfTest(BudgetsOfTest house, UUID organization, List<UsageJournal> journals) {
        this.house = house;
        this.organization = organization;
        this.key = house.tenants.key(organization, null);
        this.intake = new UsageIntake(
                house.tenancy,
                house.bookings,
                new JooqUsage(),
                Stream.concat(Stream.of(new BooksJournal(house.books.usage)), journals.stream())
                        .toList(),
                house.clock);
    }

    /** A request that was charged. @return its event's id */
    public UUID report(BudgetsOfTest.Life node, long costNanos, @Nullable UUID provider, Charge... charges) {
        UUID id = UUID.randomUUID();
        ReportUsageReply reply = intake.report(
                node.node(),
                List.of(UsageEvent.newBuilder()
                        .setEventId(id.toString())
                        .setEpoch(node.epoch())
                        .setSequence(++sequence)
                        .setOrganizationId(organization.toString())
                        .setKeyId(key.toString())
                        .setModel("sandbox/echo")
                        .setProviderId(provider == null ? "" : provider.toString())
                        .setStartedAtMillis(house.clock.instant().toEpochMilli())
                        .setOutcome(Outcome.OUTCOME_COMPLETED)
                        .setCostNanos(costNanos)
                        .addAllCharges(List.of(charges))
                        .build()));
        if (reply.getRejectedCount() > 0) {
            throw new AssertionError(reply.toString());
        }
        return id;
    }

    public static Charge charge(UUID budget, String lease, long settledNanos, long inDoubtNanos) {
        return Charge.newBuilder()
                .setBudgetId(budget.toString())
                .setLeaseId(lease)
                .setSettledNanos(settledNanos)
                .setInDoubtNanos(inDoubtNanos)
                .build();
    }
}
