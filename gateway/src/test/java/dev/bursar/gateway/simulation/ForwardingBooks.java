package dev.bursar.gateway.simulation;

import dev.bursar.policy.budget.Books;
import dev.bursar.policy.budget.BudgetTerms;
import dev.bursar.policy.budget.DoubtShare;
import dev.bursar.policy.budget.Grant;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Place;
import dev.bursar.policy.budget.Resolution;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

/** Books that a mutant falsifies in one place. */
class ForwardingBooks implements Books {
    private final Books real;

    ForwardingBooks(Books real) {
        this.real = real;
    }

    @Override
    public Set<NodeLife> holdOpen(Collection<NodeLife> lives) {
        return real.holdOpen(lives);
    }

    @Override
    public Map<UUID, BudgetTerms> terms(Collection<UUID> budgetIds, Instant now) {
        return real.terms(budgetIds, now);
    }

    @Override
    public SortedMap<Place, PeriodAccount> lock(SortedSet<Place> places, Instant now) {
        return real.lock(places, now);
    }

    @Override
    public List<LeaseAccount> leases(Collection<UUID> leaseIds) {
        return real.leases(leaseIds);
    }

    @Override
    public List<LeaseAccount> leasesOf(Collection<NodeLife> lives, Collection<PeriodAccount> periods) {
        return real.leasesOf(lives, periods);
    }

    @Override
    public List<LeaseAccount> leasesOf(NodeLife life) {
        return real.leasesOf(life);
    }

    @Override
    public List<LeaseAccount> expired(Instant before, int atMost) {
        return real.expired(before, atMost);
    }

    @Override
    public void save(Collection<PeriodAccount> periods, Collection<LeaseAccount> leases, Collection<Answer> answers) {
        real.save(periods, leases, answers);
    }

    @Override
    public Map<Call, List<Grant>> answers(Collection<Call> calls) {
        return real.answers(calls);
    }

    @Override
    public void forgetAnswers(NodeLife life) {
        real.forgetAnswers(life);
    }

    @Override
    public List<DoubtShare> doubts(UUID eventId) {
        return real.doubts(eventId);
    }

    @Override
    public void record(Collection<Resolution> resolutions) {
        real.record(resolutions);
    }
}
