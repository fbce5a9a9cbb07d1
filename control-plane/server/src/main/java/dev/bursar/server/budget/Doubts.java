package dev.bursar.server.budget;

import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.budget.ResolveDoubt;
import dev.bursar.policy.budget.Doubt.OfEvent;
import dev.bursar.policy.budget.Doubt.OfLease;
import dev.bursar.policy.budget.Proof;
import dev.bursar.policy.budget.Resolution;
import dev.bursar.policy.budget.Ruling;
import dev.bursar.policy.budget.TreasuryException;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People's way out of doubt. Accounts first, then the books, then the audit log: one transaction. */
@Component
final class Doubts {
    private final DoubtReadModel doubts;
    private final Bookings bookings;
    private final DoubtPostings postings;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Doubts(DoubtReadModel doubts, Bookings bookings, DoubtPostings postings, AuditLog audit, Ids ids, Clock clock) {
        this.doubts = doubts;
        this.bookings = bookings;
        this.postings = postings;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws ProblemException 404, 409 {@code doubt_resolved}, 409 {@code more_than_in_doubt} */
    Doubt resolve(DSLContext tx, Caller caller, UUID doubtId, ResolveDoubt request) {
        UUID organization = caller.organizationId();
        Doubt doubt = doubts.find(tx, organization, doubtId)
                .orElseThrow(() -> doubts.isKnown(tx, organization, doubtId)
                        ? resolved()
                        : ProblemException.notFound("money in doubt"));
        Ruling ruling = ruling(caller, doubt, request);
        List<Resolution> resolutions = rule(tx, organization, ruling);
        Doubt was = closed(doubt, resolutions);
        postings.post(tx, organization, was, ruling, resolutions);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "doubt.resolved",
                        "doubt",
                        doubtId,
                        was.kind() + " of " + was.node(),
                        Map.of("inDoubtUsd", was.amount().usd()),
                        facts(ruling)));
        return was;
    }

    private Ruling ruling(Caller caller, Doubt doubt, ResolveDoubt request) {
        return new Ruling(
                ids.next(),
                doubt.kind().equals(DoubtReadModel.OF_LEASE) ? new OfLease(doubt.id()) : new OfEvent(doubt.id()),
                Proof.valueOf(request.proof().toUpperCase(Locale.ROOT)),
                Amounts.parse("spentUsd", request.spentUsd()),
                request.reason(),
                caller.actorId(),
                clock.instant());
    }

    private List<Resolution> rule(DSLContext tx, UUID organization, Ruling ruling) {
        try {
            return bookings.resolve(tx, organization, ruling);
        } catch (TreasuryException e) {
            if (e.reason() == TreasuryException.Reason.UNKNOWN) {
                throw resolved();
            }
            throw new ProblemException(409, "more_than_in_doubt", "Less than that is in doubt.");
        }
    }

    /** With what was in doubt when the accounts were locked. */
    private static Doubt closed(Doubt doubt, List<Resolution> resolutions) {
        long nanos = resolutions.stream()
                .mapToLong(it -> it.spentNanos() + it.unspentNanos())
                .max()
                .orElse(0);
        return new Doubt(
                doubt.id(),
                doubt.kind(),
                "resolved",
                Amounts.money(nanos),
                doubt.budgets(),
                doubt.node(),
                doubt.epoch(),
                doubt.model(),
                doubt.keyId(),
                doubt.since());
    }

    private static Map<String, @Nullable Object> facts(Ruling ruling) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("inDoubtUsd", Amounts.money(0).usd());
        facts.put("spentUsd", Amounts.money(ruling.spentNanos()).usd());
        facts.put("proof", ruling.proof().name().toLowerCase(Locale.ROOT));
        facts.put("reason", ruling.reason());
        return facts;
    }

    private static ProblemException resolved() {
        return new ProblemException(409, "doubt_resolved", "Nothing of it is in doubt any more.");
    }
}
