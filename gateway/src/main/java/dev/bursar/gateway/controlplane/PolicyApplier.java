package dev.bursar.gateway.controlplane;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.gateway.keyring.Keyring;
import dev.bursar.gateway.policy.Policy;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.Removed;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.policy.revision.RevisionVerifier;
import java.util.List;

/**
 * Brings signed updates into force: verified, in order, checked as a whole before anything changes. What is rejected
 * leaves everything as it was.
 *
 * <p>A delta is brought in so that no request sees a key whose budgets or models are missing: first what is new, then
 * the keys, then what is gone.
 */
final class PolicyApplier {
    private final RevisionVerifier verifier;
    private final PolicyReader reader;
    private final PolicyInForce inForce;
    private final Keyring keyring;

    PolicyApplier(RevisionVerifier verifier, PolicyReader reader, PolicyInForce inForce, Keyring keyring) {
        this.verifier = verifier;
        this.reader = reader;
        this.inForce = inForce;
        this.keyring = keyring;
    }

    /** What an update was. */
    enum Applied {
        SNAPSHOT,
        DELTA,
        /** An empty delta to the same revision: the policy is as before, but may be relied on for longer. */
        FRESHNESS
    }

    synchronized Applied apply(PolicyUpdate update) throws RejectedPolicy {
        byte[] bytes = update.getRevision().toByteArray();
        if (!verifier.verify(bytes, update.getSignature().toByteArray())) {
            throw new RejectedPolicy("the signature does not verify");
        }
        try {
            Revision revision = Revision.parseFrom(bytes);
            checkOrder(revision, inForce.current());
            bringIn(revision);
            if (revision.getBaseRevision() == 0) {
                return Applied.SNAPSHOT;
            }
            return revision.getBaseRevision() == revision.getRevision() ? Applied.FRESHNESS : Applied.DELTA;
        } catch (InvalidProtocolBufferException e) {
            throw new RejectedPolicy("the revision is not readable");
        } catch (IllegalArgumentException | java.nio.BufferOverflowException e) {
            throw new RejectedPolicy("the revision is not valid: " + e.getMessage());
        }
    }

    private static void checkOrder(Revision revision, Policy current) throws RejectedPolicy {
        long number = revision.getRevision();
        if (number <= 0) {
            throw new RejectedPolicy("the revision is blank");
        }
        if (revision.getBaseRevision() != 0 && revision.getBaseRevision() != current.revision()) {
            throw new RejectedPolicy("a delta to revision " + revision.getBaseRevision() + " does not fit revision "
                    + current.revision());
        }
        boolean older = number < current.revision()
                || number == current.revision() && revision.getIssuedAtMillis() < current.issuedAtMillis();
        if (older) {
            throw new RejectedPolicy("revision " + number + " is older than revision " + current.revision());
        }
    }

    private void bringIn(Revision revision) {
        List<Keyring.Entry> keys =
                revision.getKeysList().stream().map(reader::key).toList();
        boolean snapshot = revision.getBaseRevision() == 0;
        PolicyDraft draft = new PolicyDraft(snapshot ? Policy.NONE : inForce.current(), reader);
        draft.put(revision);
        if (snapshot) {
            keyring.replaceAll(keys);
            inForce.replace(draft.finish(revision));
            return;
        }
        Removed removed = revision.getRemoved();
        PolicyDraft additions = new PolicyDraft(inForce.current(), reader);
        additions.put(revision);
        draft.remove(removed);
        Policy last = draft.finish(revision);
        inForce.replace(additions.finish(revision));
        keyring.change(
                keys,
                removed.getKeyHashesList().stream().map(ByteString::toByteArray).toList());
        inForce.replace(last);
    }
}
