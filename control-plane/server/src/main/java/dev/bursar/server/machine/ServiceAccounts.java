package dev.bursar.server.machine;

import dev.bursar.adminapi.machine.CreateServiceAccount;
import dev.bursar.adminapi.machine.IssueManagementKey;
import dev.bursar.adminapi.machine.IssuedManagementKey;
import dev.bursar.adminapi.machine.ManagementKey;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.UpdateServiceAccount;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.key.ManagementKeys;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes and changes service accounts, and issues their keys. Whoever has an account's key can do what the account may: so
 * only who may do all of that can issue one. Its roles are granted as people's are, under the same rule.
 */
@Component
final class ServiceAccounts {
    /** Of one organization. */
    static final int MOST = 500;

    private static final String KIND = "service_account";

    private final JooqAccounts store;
    private final ManagementKeys keys;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    ServiceAccounts(JooqAccounts store, ManagementKeys keys, AuditLog audit, Ids ids, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    ServiceAccount create(DSLContext tx, Caller caller, CreateServiceAccount request) {
        caller.require(Action.SERVICE_ACCOUNT_WRITE);
        UUID organization = caller.organizationId();
        if (store.count(tx, organization) >= MOST) {
            throw new ProblemException(
                    409, "too_many_service_accounts", "There are " + MOST + " service accounts already.");
        }
        Account account = new Account(
                ids.next(),
                request.name().strip(),
                Objects.requireNonNullElse(request.description(), "").strip(),
                "active",
                caller.actorName(),
                clock.instant(),
                null,
                1);
        requireFree(tx, organization, account);
        store.insert(tx, organization, account);
        audit.append(
                tx,
                caller,
                AuditLog.Change.created(
                        "service_account.created", KIND, account.id(), account.name(), account.facts()));
        return account.toApi();
    }

    ServiceAccount update(
            DSLContext tx, Caller caller, UUID accountId, @Nullable String ifMatch, UpdateServiceAccount request) {
        caller.require(Action.SERVICE_ACCOUNT_WRITE);
        UUID organization = caller.organizationId();
        Account before =
                store.lock(tx, organization, accountId).orElseThrow(() -> ProblemException.notFound("service account"));
        Etags.require(ifMatch, before.version());
        Account after = before.next(
                request.name() == null ? before.name() : name(request.name()),
                request.description() == null
                        ? before.description()
                        : request.description().strip(),
                Objects.requireNonNullElse(request.state(), before.state()));
        if (after.facts().equals(before.facts())) {
            return before.toApi();
        }
        if (!after.state().equals(before.state())) {
            requireGivable(tx, caller, accountId);
        }
        requireFree(tx, organization, after);
        store.update(tx, organization, after);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "service_account.changed", KIND, accountId, after.name(), before.facts(), after.facts()));
        return after.toApi();
    }

    IssuedManagementKey issueKey(DSLContext tx, Caller caller, UUID accountId, IssueManagementKey request) {
        requireGivable(tx, caller, accountId);
        return keys.issue(tx, caller, accountId, request);
    }

    ManagementKey revokeKey(DSLContext tx, Caller caller, UUID accountId, UUID keyId) {
        caller.require(Action.SERVICE_ACCOUNT_WRITE);
        get(tx, caller.organizationId(), accountId);
        return keys.revoke(tx, caller, accountId, keyId);
    }

    /**
     * That somebody may let others act as this account.
     *
     * @throws ProblemException 404 if there is none; 403 {@code exceeds_own_authority} if it may what the caller may not
     */
    Account requireGivable(DSLContext tx, Caller caller, UUID accountId) {
        caller.require(Action.SERVICE_ACCOUNT_WRITE);
        UUID organization = caller.organizationId();
        Account account =
                store.lock(tx, organization, accountId).orElseThrow(() -> ProblemException.notFound("service account"));
        HeldRoles.ofServiceAccount(tx, organization, accountId)
                .forEach(role -> caller.requireHolds(tx, role.actions(), role.unitId()));
        return account;
    }

    Account get(DSLContext tx, UUID organizationId, UUID accountId) {
        return store.find(tx, organizationId, accountId)
                .orElseThrow(() -> ProblemException.notFound("service account"));
    }

    private void requireFree(DSLContext tx, UUID organization, Account account) {
        if (store.isTaken(tx, organization, account.id(), account.name())) {
            throw new ProblemException(409, "name_taken", "There is a service account with this name already.");
        }
    }

    private static String name(String name) {
        if (name.isBlank()) {
            throw ProblemException.field("name", "not_blank", "A service account has a name.");
        }
        return name.strip();
    }
}
