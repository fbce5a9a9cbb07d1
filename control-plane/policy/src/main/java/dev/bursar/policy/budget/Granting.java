package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Grants several calls in one transaction, each what the ones before it have left. What all of them need is read and
 * locked at once, and written at once.
 */
final class Granting {
    private final LeaseTerms terms;
    private final Supplier<UUID> leaseIds;

    Granting(LeaseTerms terms, Supplier<UUID> leaseIds) {
        this.terms = terms;
        this.leaseIds = leaseIds;
    }

    List<Acquired> grant(Books books, List<Acquisition> calls, Instant now) {
        Set<NodeLife> open = books.holdOpen(each(calls, Acquisition::life));
        List<Acquisition> heard =
                calls.stream().filter(call -> open.contains(call.life())).toList();
        Map<Books.Call, List<Grant>> answers = new HashMap<>(answers(books, heard));
        List<Acquisition> fresh = heard.stream()
                .filter(call -> !answers.containsKey(call.number()))
                .toList();
        PathGrants grants = lock(books, fresh, now);
        List<Books.Answer> made = new ArrayList<>();
        List<Acquired> outcomes = new ArrayList<>();
        for (Acquisition call : calls) {
            Acquired outcome = open.contains(call.life())
                    ? answer(call, answers, grants)
                    : new Acquired.Rejected(TreasuryException.Reason.FENCED, "epoch_not_open");
            outcomes.add(outcome);
            if (outcome instanceof Acquired.Granted(List<Grant> granted, var recalls)
                    && answers.putIfAbsent(call.number(), granted) == null) {
                made.add(new Books.Answer(call.number(), granted, now));
            }
        }
        if (!made.isEmpty()) {
            grants.page().save(made);
        }
        return outcomes;
    }

    private static Map<Books.Call, List<Grant>> answers(Books books, List<Acquisition> calls) {
        return calls.isEmpty() ? Map.of() : books.answers(each(calls, Acquisition::number));
    }

    private static Acquired answer(Acquisition call, Map<Books.Call, List<Grant>> answers, PathGrants grants) {
        List<Grant> before = answers.get(call.number());
        if (before != null) {
            return new Acquired.Granted(before, Set.of());
        }
        try {
            return grants.grant(call);
        } catch (TreasuryException e) {
            return new Acquired.Rejected(e.reason(), e.code());
        }
    }

    private PathGrants lock(Books books, List<Acquisition> calls, Instant now) {
        Set<UUID> budgetIds = new LinkedHashSet<>();
        calls.forEach(call -> call.wishes().forEach(wish -> budgetIds.add(wish.budgetId())));
        Paths paths = new Paths(budgetIds.isEmpty() ? Map.of() : books.terms(budgetIds, now), terms.ahead(), now);
        SortedSet<Place> places = new TreeSet<>();
        calls.forEach(call -> places.addAll(paths.places(call)));
        Page page = Page.lock(books, places, now);
        if (!page.periods().isEmpty()) {
            page.add(books.leasesOf(each(calls, Acquisition::life), page.periods()));
        }
        return new PathGrants(page, paths, terms.timeToLive(), leaseIds, now);
    }

    private static <T> Collection<T> each(List<Acquisition> calls, Function<Acquisition, T> part) {
        Set<T> each = new LinkedHashSet<>();
        calls.forEach(call -> each.add(part.apply(call)));
        return each;
    }
}
