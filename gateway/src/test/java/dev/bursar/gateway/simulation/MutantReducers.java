package dev.bursar.gateway.simulation;

import dev.bursar.policy.budget.Acquired;
import dev.bursar.policy.budget.Acquisition;
import dev.bursar.policy.budget.Charge;
import dev.bursar.policy.budget.Grant;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Place;
import dev.bursar.policy.budget.Posting;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.policy.budget.UsageBook;
import dev.bursar.policy.budget.UsageReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Mistakes of the control plane. */
final class MutantReducers {
    private MutantReducers() {}

    /** What a lease that expired has left is free again. */
    static final class RefundsByTime extends Reducers {
        RefundsByTime(Treasury treasury) {
            super(treasury);
        }

        @Override
        int sweep(WatchedBooks books, Collection<NodeLife> fenced, Instant now) {
            refund(books, books.expired(now, 100), now);
            return 0;
        }
    }

    /** What the leases of a fenced life have left is free again. */
    static final class RefundsFenced extends Reducers {
        RefundsFenced(Treasury treasury) {
            super(treasury);
        }

        @Override
        int sweep(WatchedBooks books, Collection<NodeLife> fenced, Instant now) {
            for (NodeLife life : fenced) {
                refund(books, books.leasesOf(life), now);
            }
            return super.sweep(books, List.of(), now);
        }
    }

    private static void refund(WatchedBooks books, List<LeaseAccount> leases, Instant now) {
        for (LeaseAccount lease : leases) {
            if (lease.openNanos() > 0) {
                SortedSet<Place> place = new TreeSet<>(Set.of(lease.place()));
                PeriodAccount period =
                        books.lock(place, now).values().iterator().next();
                LeaseAccount.Step step = lease.giveBack(period, lease.openNanos());
                books.save(List.of(step.period()), List.of(step.lease()), List.of());
            }
        }
    }

    static final class ChargesAgain extends Reducers {
        ChargesAgain(Treasury treasury) {
            super(treasury);
        }

        @Override
        List<UsageReport> report(WatchedBooks books, UUID nodeId, Collection<UsageReport> reports, Instant now) {
            UsageBook forgetful = new UsageBook() {
                @Override
                public Set<UUID> record(UUID node, List<UsageReport> recorded) {
                    books.record(node, recorded);
                    Set<UUID> all = new HashSet<>();
                    recorded.forEach(report -> all.add(report.eventId()));
                    return all;
                }

                @Override
                public void post(List<Posting> postings) {
                    books.post(postings);
                }
            };
            return treasury.report(books, forgetful, nodeId, reports, now);
        }
    }

    static final class TakesBackAgain extends Reducers {
        TakesBackAgain(Treasury treasury) {
            super(treasury);
        }

        @Override
        void giveBack(WatchedBooks books, NodeLife life, long requestId, Map<UUID, Long> nanos, Instant now) {
            treasury.giveBack(new WithoutAnswers(books), life, requestId, nanos, now);
        }
    }

    static final class GrantsAgain extends Reducers {
        GrantsAgain(Treasury treasury) {
            super(treasury);
        }

        @Override
        Acquired acquire(WatchedBooks books, Acquisition call, Instant now) {
            return treasury.acquire(new WithoutAnswers(books), call, now);
        }
    }

    private static final class WithoutAnswers extends ForwardingBooks {
        WithoutAnswers(WatchedBooks books) {
            super(books);
        }

        @Override
        public Map<Call, List<Grant>> answers(Collection<Call> calls) {
            return Map.of();
        }
    }

    /** Grants as if the limit were higher by what is in doubt. */
    static final class OverlooksDoubt extends Reducers {
        OverlooksDoubt(Treasury treasury) {
            super(treasury);
        }

        @Override
        Acquired acquire(WatchedBooks books, Acquisition call, Instant now) {
            return treasury.acquire(new Generous(books), call, now);
        }
    }

    private static final class Generous extends ForwardingBooks {
        private final Map<Place, Long> limits = new TreeMap<>();

        Generous(WatchedBooks books) {
            super(books);
        }

        @Override
        public SortedMap<Place, PeriodAccount> lock(SortedSet<Place> places, Instant now) {
            SortedMap<Place, PeriodAccount> locked = super.lock(places, now);
            locked.replaceAll((place, period) -> {
                limits.put(period.place(), period.account().limitNanos());
                return period.change(account -> account.withLimit(account.limitNanos() + account.inDoubtNanos()));
            });
            return locked;
        }

        @Override
        public void save(
                Collection<PeriodAccount> periods, Collection<LeaseAccount> leases, Collection<Answer> answers) {
            List<PeriodAccount> written = new ArrayList<>();
            for (PeriodAccount period : periods) {
                long limit = limits.getOrDefault(period.place(), 0L);
                written.add(period.change(account -> account.withLimit(limit)));
            }
            super.save(written, leases, answers);
        }
    }

    static final class GrantsToTheFenced extends Reducers {
        GrantsToTheFenced(Treasury treasury) {
            super(treasury);
        }

        @Override
        Acquired acquire(WatchedBooks books, Acquisition call, Instant now) {
            return treasury.acquire(
                    new ForwardingBooks(books) {
                        @Override
                        public Set<NodeLife> holdOpen(Collection<NodeLife> lives) {
                            return Set.copyOf(lives);
                        }
                    },
                    call,
                    now);
        }
    }

    /** Takes only what the newest life it has seen of a node reports. */
    static final class DropsEarlierLives extends Reducers {
        private final Map<UUID, Long> newest = new TreeMap<>();

        DropsEarlierLives(Treasury treasury) {
            super(treasury);
        }

        @Override
        Acquired acquire(WatchedBooks books, Acquisition call, Instant now) {
            newest.merge(call.life().nodeId(), call.life().epoch(), Math::max);
            return super.acquire(books, call, now);
        }

        @Override
        List<UsageReport> report(WatchedBooks books, UUID nodeId, Collection<UsageReport> reports, Instant now) {
            long least = newest.getOrDefault(nodeId, 0L);
            List<UsageReport> taken =
                    reports.stream().filter(report -> report.epoch() >= least).toList();
            return super.report(books, nodeId, taken, now);
        }
    }

    /** Settles what is certain, and leaves out what is in doubt. */
    static final class FreesDoubt extends Reducers {
        FreesDoubt(Treasury treasury) {
            super(treasury);
        }

        @Override
        List<UsageReport> report(WatchedBooks books, UUID nodeId, Collection<UsageReport> reports, Instant now) {
            List<UsageReport> without = reports.stream()
                    .map(report -> new UsageReport(
                            report.eventId(),
                            report.epoch(),
                            report.charges().stream().map(FreesDoubt::certain).toList(),
                            report.objection()))
                    .toList();
            return super.report(books, nodeId, without, now);
        }

        private static Charge certain(Charge charge) {
            return new Charge(charge.budgetId(), charge.leaseId(), charge.settledNanos(), 0, charge.at());
        }
    }
}
