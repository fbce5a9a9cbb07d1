package dev.bursar.policy.budget;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** How a ruling moves money. */
final class Rulings {
    private Rulings() {}

    static List<Resolution> apply(Books books, Ruling ruling) {
        return switch (ruling.doubt()) {
            case Doubt.OfLease(UUID leaseId) -> List.of(ofLease(books, ruling, leaseId));
            case Doubt.OfEvent(UUID eventId) -> ofEvent(books, ruling, eventId);
        };
    }

    private static Resolution ofLease(Books books, Ruling ruling, UUID leaseId) {
        List<LeaseAccount> peeked = books.leases(List.of(leaseId));
        Page page = Page.ofLeases(books, peeked, ruling.at());
        LeaseAccount lease = page.lease(leaseId)
                .filter(it -> it.givenUpNanos() > 0)
                .orElseThrow(() -> new TreasuryException(TreasuryException.Reason.UNKNOWN, "doubt_unknown"));
        requireWithin(ruling, lease.givenUpNanos());
        long unspent = lease.givenUpNanos() - ruling.spentNanos();
        page.change(lease, (it, period) -> it.proveGivenUp(period, ruling.spentNanos(), unspent, ruling.proof()));
        page.save();
        return new Resolution(ruling, lease.place(), ruling.spentNanos(), unspent);
    }

    /** At each budget in proportion, rounded up: a budget that bears a fee only bears the fee of what was spent. */
    private static List<Resolution> ofEvent(Books books, Ruling ruling, UUID eventId) {
        Page page = lock(books, ruling, books.doubts(eventId));
        List<DoubtShare> shares = books.doubts(eventId);
        long most = shares.stream().mapToLong(DoubtShare::nanos).max().orElse(0);
        if (most == 0) {
            throw new TreasuryException(TreasuryException.Reason.UNKNOWN, "doubt_unknown");
        }
        requireWithin(ruling, most);
        List<Resolution> resolutions = new ArrayList<>();
        for (DoubtShare share : shares.stream()
                .filter(it -> it.nanos() > 0)
                .sorted(Comparator.comparing(DoubtShare::period))
                .toList()) {
            long spent = part(ruling.spentNanos(), share.nanos(), most);
            prove(page, ruling, share, spent);
            resolutions.add(new Resolution(ruling, share.period(), spent, share.nanos() - spent));
        }
        page.save();
        return resolutions;
    }

    private static Page lock(Books books, Ruling ruling, List<DoubtShare> shares) {
        SortedSet<Place> places = new TreeSet<>();
        List<UUID> leaseIds = new ArrayList<>();
        for (DoubtShare share : shares) {
            places.add(share.period());
            UUID leaseId = share.leaseId();
            if (leaseId != null) {
                leaseIds.add(leaseId);
            }
        }
        Page page = Page.lock(books, places, ruling.at());
        page.read(leaseIds);
        return page;
    }

    private static void prove(Page page, Ruling ruling, DoubtShare share, long spent) {
        long unspent = share.nanos() - spent;
        UUID leaseId = share.leaseId();
        if (leaseId == null) {
            PeriodAccount period = page.period(share.period()).orElseThrow();
            page.change(period.change(account -> account.prove(ruling.proof(), spent, unspent)));
        } else {
            page.change(
                    page.lease(leaseId).orElseThrow(),
                    (it, period) -> it.proveReported(period, spent, unspent, ruling.proof()));
        }
    }

    private static void requireWithin(Ruling ruling, long nanos) {
        if (ruling.spentNanos() > nanos) {
            throw new TreasuryException(TreasuryException.Reason.CONFLICT, "more_than_in_doubt");
        }
    }

    private static long part(long spent, long share, long whole) {
        BigInteger[] parts = BigInteger.valueOf(spent)
                .multiply(BigInteger.valueOf(share))
                .divideAndRemainder(BigInteger.valueOf(whole));
        return parts[0].longValueExact() + parts[1].signum();
    }
}
