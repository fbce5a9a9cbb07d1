package dev.bursar.server.key;

import static dev.bursar.server.sql.Tables.API_KEY;

import dev.bursar.adminapi.key.IssueKey;
import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.key.UpdateKey;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyText;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Caller.ActorKind;
import dev.bursar.server.identity.MemberPlaces;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Issues, changes and revokes keys, each in one transaction with its audit entry and what gateways must hear. */
@Component
public class Keys {
    private static final String KIND = "key";

    private final JooqKeys store;
    private final KeyBudgets budgets;
    private final KeyUnits units;
    private final AuditLog audit;
    private final PolicyChanges changes;
    private final FleetSecret fleet;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    Keys(
            JooqKeys store,
            KeyBudgets budgets,
            KeyUnits units,
            AuditLog audit,
            PolicyChanges changes,
            FleetSecret fleet,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.store = store;
        this.budgets = budgets;
        this.units = units;
        this.audit = audit;
        this.changes = changes;
        this.fleet = fleet;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** The secret in the answer is shown this once: only its keyed hash is stored. */
    public IssuedKey issue(DSLContext tx, Caller caller, IssueKey request) {
        caller.requireAny(Action.KEY_WRITE, Action.KEY_WRITE_OWN);
        Instant now = clock.instant();
        boolean live = !"test".equals(request.environment());
        @Nullable
        UUID unit = units.read(tx, caller, request.unitId()).map(Unit::id).orElse(null);
        KeyText text = KeyText.generate(live ? KeyText.Environment.LIVE : KeyText.Environment.TEST, random);
        KeyRow key = new KeyRow(
                ids.next(),
                request.name().strip(),
                text.masked(),
                live ? "live" : "test",
                false,
                owner(tx, caller, unit, request.ownerMemberId()),
                null,
                unit,
                null,
                KeyFields.models(request.models()),
                "active",
                false,
                KeyFields.expiry(request.expiresAt(), now),
                now,
                caller.actorName(),
                null,
                null,
                1);
        store.insert(tx, caller.organizationId(), key, fleet.hasher().hash(text));
        Map<String, @Nullable Object> facts = key.facts();
        facts.putAll(budgets.create(tx, caller, key, request));
        audit.append(tx, caller, AuditLog.Change.created("key.issued", KIND, key.id(), key.name(), facts));
        touch(tx, caller, key.id());
        return new IssuedKey(get(tx, caller, key.id()), text.reveal());
    }

    /** @throws ProblemException 404 if there is none that the caller may see */
    Key get(DSLContext tx, Caller caller, UUID keyId) {
        return view(
                tx,
                caller,
                visible(
                        tx,
                        caller,
                        store.find(tx, caller.organizationId(), keyId).orElse(null)));
    }

    List<Key> views(DSLContext tx, Caller caller, List<KeyRow> rows) {
        var own = budgets.of(tx, caller, rows.stream().map(KeyRow::id).toList());
        Instant now = clock.instant();
        return rows.stream().map(row -> row.toApi(own.get(row.id()), now)).toList();
    }

    Key update(DSLContext tx, Caller caller, UUID keyId, @Nullable String ifMatch, UpdateKey request) {
        KeyRow before = writable(tx, caller, keyId);
        Etags.require(ifMatch, before.version());
        if (before.revoked()) {
            throw new ProblemException(409, "key_revoked", "This key is revoked for good and cannot be changed.");
        }
        KeyRow after = units.charged(tx, caller, changed(before, request), request);
        if (after.state().equals("active") && !before.state().equals("active")) {
            requireOwnerActive(tx, caller, after);
        }
        return after.facts().equals(before.facts())
                ? view(tx, caller, before)
                : store(tx, caller, "key.changed", before, after);
    }

    Key revoke(DSLContext tx, Caller caller, UUID keyId) {
        KeyRow before = writable(tx, caller, keyId);
        if (before.revoked()) {
            return view(tx, caller, before);
        }
        return store(tx, caller, "key.revoked", before, revoked(before));
    }

    /** All that the member owns and that work: in the transaction that suspends them. */
    public void disableAllOf(DSLContext tx, Caller caller, UUID memberId) {
        for (KeyRow key : store.lockOwned(tx, caller.organizationId(), memberId, API_KEY.STATE.eq("active"))) {
            KeyRow after = key.next(key.name(), key.models(), "disabled", key.expiresAt(), null);
            store(tx, caller, "key.disabled", key, after);
        }
    }

    /** All that the member owns: in the transaction that removes them. */
    public void revokeAllOf(DSLContext tx, Caller caller, UUID memberId) {
        for (KeyRow key : store.lockOwned(tx, caller.organizationId(), memberId, API_KEY.STATE.ne("revoked"))) {
            store(tx, caller, "key.revoked", key, revoked(key));
        }
    }

    private KeyRow revoked(KeyRow key) {
        return key.next(key.name(), key.models(), "revoked", key.expiresAt(), clock.instant());
    }

    private Key store(DSLContext tx, Caller caller, String action, KeyRow before, KeyRow after) {
        store.update(tx, caller.organizationId(), after);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(action, KIND, after.id(), after.name(), before.facts(), after.facts()));
        touch(tx, caller, after.id());
        return view(tx, caller, after);
    }

    private KeyRow changed(KeyRow key, UpdateKey request) {
        return key.next(
                request.name() == null ? key.name() : name(request.name()),
                request.models() == null ? key.models() : KeyFields.models(request.models()),
                Objects.requireNonNullElse(request.state(), key.state()),
                expiry(key, request),
                null);
    }

    private @Nullable Instant expiry(KeyRow key, UpdateKey request) {
        if (Boolean.TRUE.equals(request.neverExpires())) {
            if (request.expiresAt() != null) {
                throw ProblemException.field("neverExpires", "expiry_contradicts", "It expires, or it never does.");
            }
            return null;
        }
        return request.expiresAt() == null ? key.expiresAt() : KeyFields.expiry(request.expiresAt(), clock.instant());
    }

    private static String name(String name) {
        if (name.isBlank()) {
            throw ProblemException.field("name", "not_blank", "A key has a name.");
        }
        return name.strip();
    }

    private Key view(DSLContext tx, Caller caller, KeyRow row) {
        return views(tx, caller, List.of(row)).getFirst();
    }

    /** Invisible is 404; visible, but not the caller's to change, is 403. */
    private KeyRow writable(DSLContext tx, Caller caller, UUID keyId) {
        KeyRow key = visible(
                tx, caller, store.lock(tx, caller.organizationId(), keyId).orElse(null));
        if (!(owns(caller, key) && caller.may(Action.KEY_WRITE_OWN))) {
            caller.requireIn(tx, Action.KEY_WRITE, key.unitId());
        }
        return key;
    }

    private static KeyRow visible(DSLContext tx, Caller caller, @Nullable KeyRow key) {
        caller.requireAny(Action.KEY_READ, Action.KEY_READ_OWN);
        if (key == null
                || key.management()
                || !(owns(caller, key) || caller.mayIn(tx, Action.KEY_READ, key.unitId()))) {
            throw ProblemException.notFound("key");
        }
        return key;
    }

    private static boolean owns(Caller caller, KeyRow key) {
        return caller.memberId().equals(key.ownerMemberId());
    }

    /** What was disabled with its owner is not enabled before them. */
    private void requireOwnerActive(DSLContext tx, Caller caller, KeyRow key) {
        UUID owner = key.ownerMemberId();
        if (owner != null && !store.isMember(tx, caller.organizationId(), owner)) {
            throw new ProblemException(409, "owner_suspended", "Its owner is suspended or removed.");
        }
    }

    private @Nullable UUID owner(DSLContext tx, Caller caller, @Nullable UUID unit, @Nullable UUID wanted) {
        if (wanted == null || wanted.equals(caller.memberId())) {
            return caller.actorKind() == ActorKind.MEMBER ? caller.memberId() : null;
        }
        caller.requireIn(tx, Action.KEY_WRITE, unit);
        boolean known = caller.may(Action.KEY_WRITE)
                ? store.isMember(tx, caller.organizationId(), wanted)
                : MemberPlaces.sees(tx, caller, wanted);
        if (!known) {
            throw ProblemException.field("ownerMemberId", "member_unknown", "There is no such member.");
        }
        return wanted;
    }

    private void touch(DSLContext tx, Caller caller, UUID keyId) {
        changes.touch(tx, caller.organizationId(), PolicyChanges.Kind.KEY, keyId.toString());
    }
}
