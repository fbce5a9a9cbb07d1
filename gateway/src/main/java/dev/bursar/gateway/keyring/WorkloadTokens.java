package dev.bursar.gateway.keyring;

import dev.bursar.gateway.policy.Organization;
import dev.bursar.gateway.policy.Policy;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.gateway.policy.WorkloadTrust;
import dev.bursar.policy.workload.CompactToken;
import dev.bursar.policy.workload.TokenClaims;
import dev.bursar.policy.workload.TokenFault;
import dev.bursar.policy.workload.TrustTerms;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of workloads: which trust of which organization each one fits. A token's signature is checked once, away from
 * the event loops; until the token expires, or its trust changes, its digest is enough. Issuers' keys come with policy:
 * nothing is fetched here. A key that is not among them is asked for at most once a minute for each trust.
 *
 * <p>Any thread.
 */
public final class WorkloadTokens {
    /** Tokens remembered. */
    static final int MOST_TOKENS = 20_000;

    private static final int MOST_CANDIDATES = 8;
    private static final long ASK_EVERY_MILLIS = 60_000;
    private static final long ANSWER_WITHIN_MILLIS = 10_000;
    /** The most particular first: it is what its owner meant. */
    private static final Comparator<WorkloadTrust> MOST_PARTICULAR = Comparator.<WorkloadTrust>comparingInt(
                    trust -> -trust.terms().subject().text().length())
            .thenComparing(WorkloadTrust::id);

    private final PolicyInForce policy;
    private final KeyRefresh refresh;
    private final Executor checkers;
    private final Clock clock;
    private final VerifiedTokens verified = new VerifiedTokens(MOST_TOKENS);
    private final Map<String, Long> askedAtMillis = new ConcurrentHashMap<>();
    private volatile Index index = new Index(Policy.NONE, Map.of());

    /** @param checkers bounded; whoever finds it full is told to come again */
    public WorkloadTokens(PolicyInForce policy, KeyRefresh refresh, Executor checkers, Clock clock) {
        this.policy = policy;
        this.refresh = refresh;
        this.checkers = checkers;
        this.clock = clock;
    }

    /** What a check came to. */
    sealed interface Outcome {
        record Trusted(WorkloadTrust trust) implements Outcome {}

        record Refused(KeyVerdict.Refused why) implements Outcome {}
    }

    private record Index(Policy of, Map<String, List<WorkloadTrust>> byIssuer) {}

    /** Whose a token is that was checked before, if that still holds; null: it must be checked. Costs no signature. */
    @Nullable
    WorkloadTrust known(TokenDigest digest) {
        WorkloadTrust trust = verified.find(digest, clock.millis());
        if (trust == null) {
            return null;
        }
        Organization organization = policy.current().organizations().get(trust.organizationId());
        if (organization == null || organization.trusts().get(trust.id()) != trust) {
            verified.forget(digest);
            return null;
        }
        return trust;
    }

    /** @param then gets the answer, on a thread of the checkers' or, if they are busy, on the caller's */
    void check(PresentedToken token, Consumer<Outcome> then) {
        try {
            checkers.execute(() -> then.accept(judge(token)));
        } catch (RejectedExecutionException e) {
            then.accept(later("token_checks_busy", "This node checks too many tokens right now."));
        }
    }

    /** Tokens remembered. */
    public int remembered() {
        return verified.size();
    }

    private Outcome judge(PresentedToken presented) {
        Optional<CompactToken> token = CompactToken.parse(presented.text());
        Optional<TokenClaims> claims = token.flatMap(TokenReader::read);
        return claims.isEmpty() ? refused(TokenFault.MALFORMED) : judge(presented, token.orElseThrow(), claims.get());
    }

    private Outcome judge(PresentedToken presented, CompactToken token, TokenClaims claims) {
        List<WorkloadTrust> candidates = index().getOrDefault(claims.issuer(), List.of()).stream()
                .filter(trust -> trust.terms().fits(claims))
                .limit(MOST_CANDIDATES)
                .toList();
        long now = clock.millis();
        Outcome outcome = refused(TokenFault.NOT_TRUSTED);
        for (WorkloadTrust trust : candidates) {
            Optional<TokenFault> fault = trust.terms().judge(claims, token, now);
            if (fault.isPresent()) {
                outcome = outcome instanceof Outcome.Trusted ? outcome : refused(trust, fault.get(), now);
            } else if (!(outcome instanceof Outcome.Trusted first)) {
                outcome = new Outcome.Trusted(trust);
            } else if (!first.trust().organizationId().equals(trust.organizationId())) {
                return refused(TokenFault.AMBIGUOUS);
            }
        }
        if (outcome instanceof Outcome.Trusted trusted) {
            verified.put(presented.digest(), trusted.trust(), untilMillis(claims), now);
        }
        return outcome;
    }

    private Outcome refused(WorkloadTrust trust, TokenFault fault, long now) {
        if (fault != TokenFault.KEY_UNKNOWN) {
            return refused(fault);
        }
        AtomicBoolean due = new AtomicBoolean();
        long asked = askedAtMillis.compute(trust.id(), (id, before) -> {
            due.set(before == null || now - before >= ASK_EVERY_MILLIS);
            return before == null || due.get() ? now : before;
        });
        if (due.get()) {
            refresh.ask(trust.organizationId(), trust.id());
        }
        return now - asked < ANSWER_WITHIN_MILLIS
                ? later("token_keys_refreshing", "The issuer's keys are being fetched again.")
                : refused(fault);
    }

    private Map<String, List<WorkloadTrust>> index() {
        Policy current = policy.current();
        Index known = index;
        if (known.of() != current) {
            known = new Index(current, byIssuer(current));
            index = known;
            askedAtMillis.keySet().removeIf(id -> !stands(current, id));
        }
        return known.byIssuer();
    }

    private static boolean stands(Policy policy, String trustId) {
        return policy.organizations().values().stream()
                .anyMatch(organization -> organization.trusts().containsKey(trustId));
    }

    private static Map<String, List<WorkloadTrust>> byIssuer(Policy policy) {
        Map<String, List<WorkloadTrust>> all = new HashMap<>();
        policy.organizations()
                .values()
                .forEach(organization -> organization
                        .trusts()
                        .values()
                        .forEach(trust -> all.computeIfAbsent(trust.terms().issuer(), issuer -> new ArrayList<>())
                                .add(trust)));
        all.values().forEach(trusts -> trusts.sort(MOST_PARTICULAR));
        return all;
    }

    private static long untilMillis(TokenClaims claims) {
        long seconds = Math.min(claims.expiresAtSeconds(), Long.MAX_VALUE / 2000) + TrustTerms.LEEWAY_SECONDS;
        return seconds * 1000;
    }

    private static Outcome refused(TokenFault fault) {
        return new Outcome.Refused(KeyVerdict.Refused.of(fault));
    }

    private static Outcome later(String code, String message) {
        return new Outcome.Refused(new KeyVerdict.Refused(code, message + " Try again in a moment.", true));
    }
}
