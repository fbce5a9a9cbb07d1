package dev.bursar.gateway.testing;

import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.BudgetPolicy;
import dev.bursar.nodeapi.v1.BudgetState;
import dev.bursar.nodeapi.v1.Charge;
import dev.bursar.nodeapi.v1.Lease;
import dev.bursar.nodeapi.v1.LeaseReturn;
import dev.bursar.nodeapi.v1.LeaseWish;
import dev.bursar.nodeapi.v1.ReadBudgetsReply;
import dev.bursar.nodeapi.v1.ReadBudgetsRequest;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.LeaseSizing;
import dev.bursar.policy.budget.Wish;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Accounts kept by the kernel's own rules: granting or settling more than there is throws. */
public final class FakeLedger {
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, BudgetPolicy> budgets = new HashMap<>();
    private final Map<String, AcquireLeasesReply> replies = new HashMap<>();
    private final Map<String, Long> returned = new HashMap<>();
    private long lifetimeMillis = 60_000;
    private long periodEndMillis;
    private long periodNumber;
    private long grants;

    public synchronized void open(BudgetPolicy budget, long limitNanos) {
        budgets.put(budget.getBudgetId(), budget);
        accounts.put(budget.getBudgetId(), new Account(limitNanos, budget.getHard(), 0, 0, 0));
    }

    public synchronized Account account(String budgetId) {
        Account account = accounts.get(budgetId);
        if (account == null) {
            throw new IllegalStateException("no account " + budgetId);
        }
        return account;
    }

    public synchronized void limit(String budgetId, long limitNanos) {
        Account old = account(budgetId);
        accounts.put(
                budgetId,
                new Account(limitNanos, old.hard(), old.settledNanos(), old.leasedNanos(), old.inDoubtNanos()));
    }

    /** Of leases granted from now on. */
    public synchronized void leaseLifetime(long millis) {
        lifetimeMillis = millis;
    }

    /** A new period begins: leases granted from now on belong to it. */
    public synchronized void period(long endMillis) {
        periodEndMillis = endMillis;
        periodNumber++;
    }

    public synchronized long grants() {
        return grants;
    }

    synchronized AcquireLeasesReply acquire(AcquireLeasesRequest request) {
        String id = request.getEpoch() + "/" + request.getRequestId();
        AcquireLeasesReply known = replies.get(id);
        if (known == null) {
            known = grant(request);
            replies.put(id, known);
        }
        return known;
    }

    synchronized void giveBack(ReturnLeasesRequest request) {
        for (LeaseReturn one : request.getReturnsList()) {
            String budget = budgetOf(one.getLeaseId());
            accounts.put(budget, account(budget).giveBack(one.getNanos()));
            returned.merge(budget, one.getNanos(), Long::sum);
        }
    }

    synchronized void settle(UsageEvent event) {
        for (Charge charge : event.getChargesList()) {
            Account account = account(charge.getBudgetId());
            if (charge.getLeaseId().isEmpty()) {
                accounts.put(
                        charge.getBudgetId(),
                        new Account(
                                account.limitNanos(),
                                false,
                                account.settledNanos() + charge.getSettledNanos(),
                                0,
                                account.inDoubtNanos() + charge.getInDoubtNanos()));
            } else {
                accounts.put(
                        charge.getBudgetId(),
                        account.settle(charge.getSettledNanos()).doubt(charge.getInDoubtNanos()));
            }
        }
    }

    synchronized ReadBudgetsReply read(ReadBudgetsRequest request) {
        ReadBudgetsReply.Builder reply = ReadBudgetsReply.newBuilder();
        request.getBudgetIdsList().forEach(id -> reply.addBudgets(state(id)));
        return reply.build();
    }

    private AcquireLeasesReply grant(AcquireLeasesRequest request) {
        Map<String, Long> chunks = new LinkedHashMap<>();
        for (LeaseWish wish : request.getWishesList()) {
            Account account = account(wish.getBudgetId());
            long chunk = LeaseSizing.chunk(account, wish(wish), 1);
            if (chunk == 0) {
                return AcquireLeasesReply.newBuilder()
                        .setRefusedBy(state(wish.getBudgetId()))
                        .build();
            }
            chunks.put(wish.getBudgetId(), chunk);
        }
        AcquireLeasesReply.Builder reply = AcquireLeasesReply.newBuilder();
        chunks.forEach((budget, chunk) -> {
            accounts.put(budget, account(budget).grant(chunk));
            grants++;
            reply.addLeases(Lease.newBuilder()
                    .setLeaseId("lease-" + periodNumber + ":" + budget)
                    .setBudgetId(budget)
                    .setGrantedNanos(chunk)
                    .setPeriodEndMillis(periodEndMillis)
                    .setExpiresAtMillis(System.currentTimeMillis() + lifetimeMillis)
                    .setState(state(budget)));
        });
        return reply.build();
    }

    private BudgetState state(String budgetId) {
        BudgetPolicy budget = budgets.get(budgetId);
        Account account = account(budgetId);
        BudgetState.Builder state = BudgetState.newBuilder()
                .setBudgetId(budgetId)
                .setLimitNanos(account.limitNanos())
                .setSettledNanos(account.settledNanos())
                .setLeasedNanos(account.leasedNanos())
                .setInDoubtNanos(account.inDoubtNanos())
                .setHard(account.hard())
                .setResetsAtMillis(periodEndMillis);
        if (budget != null) {
            state.setLevel(budget.getLevel()).setName(budget.getName()).setOwner(budget.getOwner());
        }
        return state.build();
    }

    private static String budgetOf(String leaseId) {
        return leaseId.substring(leaseId.indexOf(':') + 1);
    }

    private static Wish wish(LeaseWish wish) {
        return new Wish(
                UUID.nameUUIDFromBytes(wish.getBudgetId().getBytes(StandardCharsets.UTF_8)),
                wish.getNextPeriod(),
                wish.getLeastNanos(),
                wish.getRecentNanos(),
                wish.getLargestHoldNanos());
    }
}
