package dev.bursar.server.machine;

import dev.bursar.policy.key.KeyText;
import dev.bursar.policy.workload.CompactToken;
import dev.bursar.policy.workload.TokenClaims;
import dev.bursar.policy.workload.TokenFault;
import dev.bursar.server.identity.BearerRefusedException;
import dev.bursar.server.identity.Machine;
import dev.bursar.server.identity.Machines;
import dev.bursar.server.key.ManagementKeys;
import dev.bursar.server.key.ManagementKeys.Presented;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From a management key, or a trusted workload's token, to the service account that it stands for. */
@Component
final class MachineSignIn implements Machines {
    private static final Duration GRAIN = Duration.ofMinutes(1);
    private static final int LONGEST_NAME = 200;

    private final Tenancy tenancy;
    private final JooqAccounts accounts;
    private final JooqTrusts trusts;
    private final ManagementKeys keys;
    private final WorkloadKeys issuersKeys;
    private final Clock clock;

    MachineSignIn(
            Tenancy tenancy,
            JooqAccounts accounts,
            JooqTrusts trusts,
            ManagementKeys keys,
            WorkloadKeys issuersKeys,
            Clock clock) {
        this.tenancy = tenancy;
        this.accounts = accounts;
        this.trusts = trusts;
        this.keys = keys;
        this.issuersKeys = issuersKeys;
        this.clock = clock;
    }

    @Override
    public Machine ofKey(KeyText text) {
        Presented key = keys.find(text)
                .orElseThrow(() -> new BearerRefusedException("key_unknown", "This key is not known here."));
        if (!key.state().equals("active")) {
            throw new BearerRefusedException("key_" + key.state(), "This key is " + key.state() + ".");
        }
        UUID accountId = key.serviceAccountId();
        if (accountId == null) {
            throw new BearerRefusedException(
                    403,
                    "key_calls_models",
                    "This key calls models. The Admin API takes a management key, or a token.");
        }
        Account account = enabled(key.organizationId(), accountId);
        if (isOld(key.lastUsedAt())) {
            Instant now = clock.instant();
            tenancy.write(key.organizationId(), tx -> {
                keys.used(tx, key.organizationId(), key.keyId(), now);
                return true;
            });
        }
        return seen(key.organizationId(), account, account.name());
    }

    @Override
    public Machine ofToken(UUID organizationId, TokenClaims claims, CompactToken token) {
        Trust trust = believed(organizationId, claims, token);
        UUID accountId = trust.accountId();
        if (accountId == null) {
            throw refused(TokenFault.NOT_TRUSTED);
        }
        Account account = enabled(organizationId, accountId);
        String name = account.name() + " (" + claims.subject() + ")";
        return seen(organizationId, account, name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME));
    }

    /** That there are several is told to nobody whose token is not good in each of them. */
    @Override
    public Machine ofToken(TokenClaims claims, CompactToken token) {
        List<UUID> named = claims.audience().stream()
                .distinct()
                .flatMap(audience ->
                        tenancy
                                .asWorkload(
                                        claims.issuer(), audience, tx -> trusts.claimant(tx, claims.issuer(), audience))
                                .stream())
                .distinct()
                .toList();
        if (named.size() <= 1) {
            return ofToken(
                    named.stream().findFirst().orElseThrow(() -> refused(TokenFault.NOT_TRUSTED)), claims, token);
        }
        List<UUID> believing = named.stream()
                .filter(id -> judged(id, claims, token).believed() != null)
                .toList();
        if (believing.size() > 1) {
            throw new BearerRefusedException(
                    400,
                    "token_needs_organization",
                    "Several organizations believe this token. Call below /admin/v1/organizations/ and an organization's"
                            + " id, or send a token with the audience of one of them, such as bursar: and its id.");
        }
        return ofToken(believing.isEmpty() ? named.getFirst() : believing.getFirst(), claims, token);
    }

    private Trust believed(UUID organizationId, TokenClaims claims, CompactToken token) {
        Judged judged = judged(organizationId, claims, token);
        Trust believed = judged.believed();
        if (believed == null) {
            throw refused(judged.fault());
        }
        return believed;
    }

    /** A key that is not there is fetched, once a minute at most, and the token judged again. */
    private Judged judged(UUID organizationId, TokenClaims claims, CompactToken token) {
        Judged first = judge(organizationId, claims, token);
        Trust lacking = first.lacking();
        return first.believed() == null && lacking != null && issuersKeys.fetch(organizationId, lacking.issuerId())
                ? judge(organizationId, claims, token)
                : first;
    }

    /** @param lacking whose issuer's keys lack the one that the token names */
    private record Judged(
            @Nullable Trust believed, @Nullable Trust lacking, TokenFault fault) {}

    private Judged judge(UUID organizationId, TokenClaims claims, CompactToken token) {
        List<Trust> candidates =
                tenancy.read(organizationId, tx -> trusts.ofIssuer(tx, organizationId, claims.issuer()));
        TokenFault worst = TokenFault.NOT_TRUSTED;
        Trust lacking = null;
        for (Trust trust : candidates) {
            Optional<TokenFault> fault = trust.terms().judge(claims, token, clock.millis());
            if (fault.isEmpty()) {
                return new Judged(trust, null, worst);
            }
            worst = fault.get() == TokenFault.NOT_TRUSTED ? worst : fault.get();
            lacking = fault.get() == TokenFault.KEY_UNKNOWN ? trust : lacking;
        }
        return new Judged(null, lacking, worst);
    }

    private Account enabled(UUID organizationId, UUID accountId) {
        Account account = tenancy.read(organizationId, tx -> accounts.find(tx, organizationId, accountId))
                .orElseThrow(() -> refused(TokenFault.NOT_TRUSTED));
        if (account.disabled()) {
            throw new BearerRefusedException("service_account_disabled", "This service account is disabled.");
        }
        return account;
    }

    private Machine seen(UUID organizationId, Account account, String name) {
        if (isOld(account.lastActiveAt())) {
            Instant now = clock.instant();
            tenancy.write(organizationId, tx -> {
                accounts.active(tx, organizationId, account.id(), now);
                return true;
            });
        }
        return new Machine(organizationId, account.id(), name);
    }

    /** Written once a minute at most, not at each request. */
    private boolean isOld(@Nullable Instant written) {
        return written == null || written.plus(GRAIN).isBefore(clock.instant());
    }

    private static BearerRefusedException refused(TokenFault fault) {
        return new BearerRefusedException(fault.code(), fault.message());
    }
}
