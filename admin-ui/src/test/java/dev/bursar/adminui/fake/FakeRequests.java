package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.AnswerRequest;
import dev.bursar.adminapi.budget.AskForMore;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminapi.budget.BudgetRequestsApi;
import dev.bursar.adminapi.budget.CreateAdjustment;
import dev.bursar.adminapi.common.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeRequests implements BudgetRequestsApi {
    static final UUID ME = UUID.fromString("0195f000-0000-7000-8000-0000000000aa");
    private final FakeHouse house;

    FakeRequests(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ResponseEntity<BudgetRequest> ask(UUID organizationId, @Nullable String idempotencyKey, AskForMore request) {
        house.enterToWrite();
        Budget budget = house.budget(request.budgetId());
        long nanos = FakeHouse.nanos("amountUsd", request.amountUsd());
        if (nanos == 0) {
            throw FakeHouse.invalid("amountUsd", "amount_not_positive", "More than nothing.");
        }
        long threshold = house.organization.fourEyesAbove().nanos();
        BudgetRequest asked = new BudgetRequest(
                UUID.randomUUID(),
                budget,
                "Ada Admin",
                ME,
                null,
                FakeHouse.money(nanos),
                request.reason(),
                request.until(),
                "open",
                threshold > 0 && nanos > threshold ? 2 : 1,
                List.of(),
                false,
                "",
                house.now(),
                null,
                1);
        house.asked.addFirst(asked);
        return ResponseEntity.status(201).body(asked);
    }

    @Override
    public Page<BudgetRequest> list(
            UUID organizationId,
            @Nullable String state,
            @Nullable UUID budgetId,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.asked.stream()
                        .filter(one -> !house.role.equals("member") || ME.equals(one.askedByMemberId()))
                        .filter(one -> state == null || one.state().equals(state))
                        .filter(one -> budgetId == null || one.budget().id().equals(budgetId))
                        .map(this::seen)
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<BudgetRequest> get(UUID organizationId, UUID requestId) {
        house.enter();
        return ResponseEntity.ok(seen(find(requestId)));
    }

    @Override
    public ResponseEntity<BudgetRequest> approve(UUID organizationId, UUID requestId, AnswerRequest request) {
        house.enterToWrite();
        BudgetRequest was = open(requestId);
        if (ME.equals(was.askedByMemberId())) {
            throw FakeHouse.refused(403, "own_request", "Nobody approves what they asked for themselves.");
        }
        if (was.votes().stream().anyMatch(vote -> vote.memberId().equals(ME))) {
            throw FakeHouse.conflict("approved_before", "You approved it before; somebody else has to.");
        }
        List<BudgetRequest.Vote> votes = new ArrayList<>(was.votes());
        votes.add(new BudgetRequest.Vote(ME, "Ada Admin", "approve", house.now()));
        boolean done = votes.size() >= was.approvalsNeeded();
        if (done) {
            new FakeAdjustments(house)
                    .add(
                            house.budget(was.budget().id()),
                            new CreateAdjustment("top_up", was.amount().usd(), null, was.until(), was.reason(), null),
                            was.amount().nanos(),
                            was.id());
        }
        return decided(was, votes, done ? "approved" : "open", request.answer());
    }

    @Override
    public ResponseEntity<BudgetRequest> decline(UUID organizationId, UUID requestId, AnswerRequest request) {
        house.enterToWrite();
        BudgetRequest was = open(requestId);
        List<BudgetRequest.Vote> votes = new ArrayList<>(was.votes());
        votes.add(new BudgetRequest.Vote(ME, "Ada Admin", "decline", house.now()));
        return decided(was, votes, "declined", request.answer());
    }

    @Override
    public ResponseEntity<BudgetRequest> withdraw(UUID organizationId, UUID requestId) {
        house.enterToWrite();
        BudgetRequest was = open(requestId);
        if (!ME.equals(was.askedByMemberId())) {
            throw FakeHouse.refused(403, "not_own_request", "Only who asked may withdraw it.");
        }
        return decided(was, was.votes(), "withdrawn", null);
    }

    private ResponseEntity<BudgetRequest> decided(
            BudgetRequest was, List<BudgetRequest.Vote> votes, String state, @Nullable String answer) {
        BudgetRequest is = new BudgetRequest(
                was.id(),
                house.budget(was.budget().id()),
                was.askedBy(),
                was.askedByMemberId(),
                was.askedByKeyId(),
                was.amount(),
                was.reason(),
                was.until(),
                state,
                was.approvalsNeeded(),
                votes,
                false,
                Objects.requireNonNullElse(answer, was.answer()),
                was.createdAt(),
                state.equals("open") ? null : house.now(),
                was.version() + 1);
        house.asked.set(house.asked.indexOf(was), is);
        house.record(
                "budget_request." + state,
                "budget_request",
                was.id(),
                was.budget().name(),
                Map.of("state", was.state()),
                Map.of("state", state));
        return ResponseEntity.ok(seen(is));
    }

    /** As the caller sees it. */
    private BudgetRequest seen(BudgetRequest one) {
        boolean may = house.role.equals("organization_admin")
                && one.state().equals("open")
                && !ME.equals(one.askedByMemberId())
                && one.votes().stream().noneMatch(vote -> vote.memberId().equals(ME));
        return new BudgetRequest(
                one.id(),
                house.budget(one.budget().id()),
                one.askedBy(),
                one.askedByMemberId(),
                one.askedByKeyId(),
                one.amount(),
                one.reason(),
                one.until(),
                one.state(),
                one.approvalsNeeded(),
                one.votes(),
                may,
                one.answer(),
                one.createdAt(),
                one.decidedAt(),
                one.version());
    }

    private BudgetRequest open(UUID id) {
        BudgetRequest found = find(id);
        if (!found.state().equals("open")) {
            throw FakeHouse.conflict("request_decided", "It is " + found.state() + " already.");
        }
        return found;
    }

    private BudgetRequest find(UUID id) {
        return house.asked.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("request"));
    }
}
