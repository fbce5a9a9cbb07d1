package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One batch of reports. What is checked never changes (whose a lease is, whether a budget is hard), so checks need no
 * lock: events are recorded first, which finds those that came before, and then all accounts are locked at once.
 */
final class Booking {
    private final Books books;
    private final UUID nodeId;
    private final Collection<UsageReport> reports;
    private final Instant now;
    private final Map<UUID, LeaseAccount> peeked;
    private final Map<UUID, BudgetTerms> budgets;

    private Booking(
            Books books,
            UUID nodeId,
            Collection<UsageReport> reports,
            Instant now,
            Map<UUID, LeaseAccount> peeked,
            Map<UUID, BudgetTerms> budgets) {
        this.books = books;
        this.nodeId = nodeId;
        this.reports = reports;
        this.now = now;
        this.peeked = peeked;
        this.budgets = budgets;
    }

    static Booking of(Books books, UUID nodeId, Collection<UsageReport> reports, Instant now) {
        List<Charge> charges =
                reports.stream().flatMap(r -> r.charges().stream()).toList();
        List<UUID> leaseIds = charges.stream()
                .map(Charge::leaseId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        List<UUID> soft = charges.stream()
                .filter(charge -> charge.leaseId() == null)
                .map(Charge::budgetId)
                .distinct()
                .toList();
        return new Booking(
                books,
                nodeId,
                reports,
                now,
                leaseIds.isEmpty()
                        ? Map.of()
                        : books.leases(leaseIds).stream().collect(Collectors.toMap(LeaseAccount::id, it -> it)),
                soft.isEmpty() ? Map.of() : books.terms(soft, now));
    }

    List<UsageReport> book(UsageBook usage) {
        List<UsageReport> checked = reports.stream().map(this::checked).toList();
        Set<UUID> fresh = usage.record(nodeId, checked);
        List<UsageReport> recorded = checked.stream()
                .filter(report -> fresh.contains(report.eventId()))
                .toList();
        List<UsageReport> good =
                recorded.stream().filter(report -> !report.isRejected()).toList();
        Page page = lock(good);
        List<Posting> postings = new ArrayList<>();
        for (UsageReport report : good) {
            report.charges().forEach(charge -> postings.add(post(page, report.eventId(), charge)));
        }
        page.save();
        usage.post(postings);
        return recorded;
    }

    private UsageReport checked(UsageReport report) {
        if (report.isRejected()) {
            return report;
        }
        return report.charges().stream()
                .map(charge -> objection(report.epoch(), charge))
                .flatMap(Optional::stream)
                .findFirst()
                .map(report::rejected)
                .orElse(report);
    }

    /**
     * A stable code, if that life of the node may not make this charge. It may charge leases of the node's earlier lives: a
     * call that was held before the control plane fenced the node, and ends after it, is reported by the next life.
     */
    private Optional<String> objection(long epoch, Charge charge) {
        UUID leaseId = charge.leaseId();
        if (leaseId == null) {
            BudgetTerms budget = budgets.get(charge.budgetId());
            if (budget == null) {
                return Optional.of("budget_unknown");
            }
            return budget.hard() ? Optional.of("lease_missing") : Optional.empty();
        }
        LeaseAccount lease = peeked.get(leaseId);
        boolean own = lease != null
                && lease.life().nodeId().equals(nodeId)
                && lease.life().epoch() <= epoch
                && lease.budgetId().equals(charge.budgetId());
        return own ? Optional.empty() : Optional.of("lease_unknown");
    }

    private Page lock(List<UsageReport> good) {
        SortedSet<Place> places = new TreeSet<>();
        List<UUID> leaseIds = new ArrayList<>();
        for (UsageReport report : good) {
            for (Charge charge : report.charges()) {
                LeaseAccount lease = charge.leaseId() == null ? null : peeked.get(charge.leaseId());
                places.add(lease == null ? new Place(charge.budgetId(), charge.at()) : lease.place());
                if (lease != null) {
                    leaseIds.add(lease.id());
                }
            }
        }
        Page page = Page.lock(books, places, now);
        page.read(leaseIds.stream().distinct().toList());
        return page;
    }

    private static Posting post(Page page, UUID eventId, Charge charge) {
        UUID leaseId = charge.leaseId();
        return leaseId == null
                ? postSoft(page, eventId, charge)
                : postLeased(page, eventId, charge, page.lease(leaseId).orElseThrow());
    }

    private static Posting postLeased(Page page, UUID eventId, Charge charge, LeaseAccount lease) {
        LeaseAccount.Step settled = page.change(lease, (it, period) -> it.settle(period, charge.settledNanos()));
        LeaseAccount.Step doubted =
                page.change(settled.lease(), (it, period) -> it.doubt(period, charge.inDoubtNanos()));
        long overrun = settled.uncoveredNanos() + doubted.uncoveredNanos();
        page.change(doubted.period().overrun(overrun));
        return new Posting(
                eventId,
                charge.budgetId(),
                lease.periodStart(),
                lease.id(),
                charge.settledNanos() - settled.uncoveredNanos() - settled.presumedNanos(),
                charge.inDoubtNanos() - doubted.uncoveredNanos(),
                overrun,
                settled.presumedNanos());
    }

    private static Posting postSoft(Page page, UUID eventId, Charge charge) {
        PeriodAccount period =
                page.period(new Place(charge.budgetId(), charge.at())).orElseThrow();
        page.change(period.change(account -> account.bear(charge.settledNanos(), charge.inDoubtNanos())));
        return new Posting(
                eventId,
                charge.budgetId(),
                period.window().start(),
                null,
                charge.settledNanos(),
                charge.inDoubtNanos(),
                0,
                0);
    }
}
