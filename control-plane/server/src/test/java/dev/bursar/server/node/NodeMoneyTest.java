package dev.bursar.server.node;

import static dev.bursar.server.sql.Tables.BUDGET_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.AskForMoreReply;
import dev.bursar.nodeapi.v1.AskForMoreRequest;
import dev.bursar.nodeapi.v1.Charge;
import dev.bursar.nodeapi.v1.CloseEpochRequest;
import dev.bursar.nodeapi.v1.LeaseWish;
import dev.bursar.nodeapi.v1.OpenEpochRequest;
import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.nodeapi.v1.ReadBudgetsRequest;
import dev.bursar.nodeapi.v1.ReportUsageRequest;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.sql.tables.records.BudgetRequestRecord;
import dev.bursar.server.testing.Eventually;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Leases, usage and requests for more of a node. */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeMoneyTest {
    private static final long USD = 1_000_000_000L;

    private final NodeHouse house;

    NodeMoneyTest(TestDatabase database, @TempDir Path folder) {
        house = new NodeHouse(database, folder);
    }

    @AfterAll
    void stop() {
        house.close();
    }

    @Test
    void lendsTakesUsageInAndSettlesUp() {
        UUID organization = house.tenants.organization("UTC");
        UUID key = house.tenants.key(organization, null);
        UUID cap = house.tenants.hardBudget(organization, "key", key, "month", 10 * USD);
        try (TestNode node = house.node("spending")) {
            long epoch = node.calls()
                    .openEpoch(OpenEpochRequest.newBuilder().setVersion("1").build())
                    .getEpoch();
            AcquireLeasesReply reply = node.calls()
                    .acquireLeases(AcquireLeasesRequest.newBuilder()
                            .setEpoch(epoch)
                            .setRequestId(1)
                            .setOrganizationId(organization.toString())
                            .addWishes(LeaseWish.newBuilder()
                                    .setBudgetId(cap.toString())
                                    .setLeastNanos(2 * USD))
                            .build());
            UsageEvent event = UsageEvent.newBuilder()
                    .setEventId(UUID.randomUUID().toString())
                    .setEpoch(epoch)
                    .setSequence(1)
                    .setOrganizationId(organization.toString())
                    .setKeyId(key.toString())
                    .setModel("sandbox/echo")
                    .setStartedAtMillis(Instant.now().toEpochMilli())
                    .setOutcome(Outcome.OUTCOME_COMPLETED)
                    .setCostNanos(USD)
                    .addCharges(Charge.newBuilder()
                            .setBudgetId(cap.toString())
                            .setLeaseId(reply.getLeases(0).getLeaseId())
                            .setSettledNanos(USD))
                    .build();

            assertThat(node.calls()
                            .reportUsage(ReportUsageRequest.newBuilder()
                                    .addEvents(event)
                                    .build())
                            .getRejectedList())
                    .isEmpty();
            node.calls()
                    .closeEpoch(CloseEpochRequest.newBuilder().setEpoch(epoch).build());

            var state = node.calls()
                    .readBudgets(ReadBudgetsRequest.newBuilder()
                            .setOrganizationId(organization.toString())
                            .addBudgetIds(cap.toString())
                            .build())
                    .getBudgets(0);
            assertThat(state.getSettledNanos()).isEqualTo(USD);
            assertThat(state.getLeasedNanos()).isZero();
        }
    }

    @Test
    void asksOtherNodesToReturnWhatOneIsShortOf() {
        UUID organization = house.tenants.organization("UTC");
        UUID key = house.tenants.key(organization, null);
        UUID cap = house.tenants.hardBudget(organization, "key", key, "month", 10 * USD);
        try (TestNode holder = house.node("holding");
                TestNode needing = house.node("needing")) {
            holder.follow(0);
            holder.await("the snapshot", revision -> revision.getBaseRevision() == 0);
            needing.follow(0);
            needing.await("the snapshot", revision -> revision.getBaseRevision() == 0);
            acquire(holder, organization, cap, 8 * USD);

            AcquireLeasesReply refused = acquire(needing, organization, cap, 3 * USD);

            assertThat(refused.hasRefusedBy()).isTrue();
            Eventually.until(
                    "the holder is asked",
                    () -> holder.recalls().stream()
                            .anyMatch(recall -> recall.getBudgetId().equals(cap.toString())));
            assertThat(needing.recalls()).isEmpty();
        }
    }

    @Test
    void takesAKeysRequestForMoreOfItsTightestBudgetOnce() {
        UUID organization = house.tenants.organization("UTC");
        UUID member = house.tenants.member(organization);
        house.tenants.hardBudget(organization, "organization", organization, "month", 100 * USD);
        UUID key = house.tenants.key(organization, member);
        UUID tightest = house.tenants.hardBudget(organization, "key", key, "month", USD);
        UUID stranger = house.tenants.key(organization, member);
        try (TestNode node = house.node("asks")) {
            AskForMoreRequest wanted = AskForMoreRequest.newBuilder()
                    .setOrganizationId(organization.toString())
                    .setKeyId(key.toString())
                    .setAmountNanos(5 * USD)
                    .setReason("The thesis is due.")
                    .setIdempotencyKey("once")
                    .build();

            AskForMoreReply first = node.calls().askForMore(wanted);
            AskForMoreReply again = node.calls().askForMore(wanted);

            assertThat(first.getState()).isEqualTo("open");
            assertThat(again).isEqualTo(first);
            assertThat(asked(organization)).singleElement().satisfies(row -> {
                assertThat(row.getBudgetId()).isEqualTo(tightest);
                assertThat(row.getAskedByKeyId()).isEqualTo(key);
                assertThat(row.getAskedByMemberId()).isEqualTo(member);
            });
            assertRefused(node, wanted.toBuilder().setAmountNanos(USD).build(), "idempotency_key_reused");
            assertRefused(node, wanted.toBuilder().setAmountNanos(0).build(), "amount_out_of_range");
            assertRefused(node, wanted.toBuilder().setReason(" ").build(), "reason_invalid");
            assertRefused(
                    node,
                    wanted.toBuilder()
                            .setKeyId(stranger.toString())
                            .setBudgetId(tightest.toString())
                            .build(),
                    "budget_unknown");
            assertRefused(
                    node,
                    wanted.toBuilder()
                            .setOrganizationId(house.tenants.organization("UTC").toString())
                            .build(),
                    "key_unknown");
        }
    }

    private List<BudgetRequestRecord> asked(UUID organization) {
        return house.tenancy.read(
                organization, tx -> tx.selectFrom(BUDGET_REQUEST).fetch());
    }

    private static void assertRefused(TestNode node, AskForMoreRequest request, String code) {
        assertThatThrownBy(() -> node.calls().askForMore(request))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining(code);
    }

    private static AcquireLeasesReply acquire(TestNode node, UUID organization, UUID budget, long leastNanos) {
        long epoch =
                node.calls().openEpoch(OpenEpochRequest.getDefaultInstance()).getEpoch();
        return node.calls()
                .acquireLeases(AcquireLeasesRequest.newBuilder()
                        .setEpoch(epoch)
                        .setRequestId(1)
                        .setOrganizationId(organization.toString())
                        .addWishes(LeaseWish.newBuilder()
                                .setBudgetId(budget.toString())
                                .setLeastNanos(leastNanos))
                        .build());
    }
}
