package dev.bursar.gateway.controlplane;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.gateway.keyring.Keyring;
import dev.bursar.gateway.policy.Policy;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.Removed;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.policy.revision.RevisionVerifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings signed updates into force: verified, in order, checked as a whole before anything changes. What is rejected
 * leaves everything as it was.
 *
 * <p>A snapshot may come in parts. They are put together beside what is in force and come into force with the last one,
 * all at once. Whatever is not the next part drops what was gathered.
 *
 * <p>A delta is brought in so that no request sees a key whose budgets or models are missing: first what is new, then
 * the keys, then what is gone.
 */
final class PolicyApplier {
    private final RevisionVerifier verifier;
    private final PolicyReader reader;
    private final PolicyInForce inForce;
    private final Keyring keyring;
    private @Nullable Gathering gathering;

    PolicyApplier(RevisionVerifier verifier, PolicyReader reader, PolicyInForce inForce, Keyring keyring) {
        this.verifier = verifier;
        this.reader = reader;
        this.inForce = inForce;
        this.keyring = keyring;
    }

    /** What an update was. */
    enum Applied {
        SNAPSHOT,
        /** Not the last one of a snapshot: nothing is in force yet. */
        PART,
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
            if (revision.getBaseRevision() == 0) {
                return gather(revision);
            }
            gathering = null;
            bringIn(revision);
            return revision.getBaseRevision() == revision.getRevision() ? Applied.FRESHNESS : Applied.DELTA;
        } catch (InvalidProtocolBufferException e) {
            gathering = null;
            throw new RejectedPolicy("the revision is not readable");
        } catch (IllegalArgumentException | java.nio.BufferOverflowException e) {
            gathering = null;
            throw new RejectedPolicy("the revision is not valid: " + e.getMessage());
        }
    }

    /** Parts that were gathered and never completed are of no use any more. */
    synchronized void abandon() {
        gathering = null;
    }

    /** A snapshot whose parts are coming. */
    private static final class Gathering {
        private final Revision first;
        private final PolicyDraft draft;
        private final Keyring.Draft keys = new Keyring.Draft();
        private int parts;

        Gathering(Revision first, PolicyReader reader) {
            this.first = Revision.newBuilder()
                    .setRevision(first.getRevision())
                    .setSnapshotId(first.getSnapshotId())
                    .build();
            this.draft = new PolicyDraft(Policy.NONE, reader);
        }

        /** A whole one is its own first part. */
        boolean continuesWith(Revision next) {
            return next.getRevision() == first.getRevision()
                    && next.getSnapshotId().equals(first.getSnapshotId())
                    && next.getPart() == parts + 1;
        }
    }

    private Applied gather(Revision part) throws RejectedPolicy {
        Gathering current = gathering;
        gathering = null;
        if (part.getPart() <= 1) {
            current = new Gathering(part, reader);
        } else if (current == null || !current.continuesWith(part)) {
            throw new RejectedPolicy("part " + part.getPart() + " of a snapshot does not follow what came before");
        }
        for (KeyPolicy key : part.getKeysList()) {
            current.keys.add(reader.key(key));
        }
        current.draft.put(part);
        current.parts++;
        if (part.getMoreParts()) {
            gathering = current;
            return Applied.PART;
        }
        keyring.replaceBy(current.keys);
        inForce.replace(current.draft.finish(part));
        return Applied.SNAPSHOT;
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
        PolicyDraft draft = new PolicyDraft(inForce.current(), reader);
        draft.put(revision);
        Removed removed = revision.getRemoved();
        PolicyDraft additions = new PolicyDraft(inForce.current(), reader);
        additions.put(revision);
        draft.remove(removed);
        Policy last = draft.finish(revision);
        // Under the old number: the new one is in force when all of it is.
        inForce.replace(additions.finishBefore(inForce.current()));
        keyring.change(
                keys,
                removed.getKeyHashesList().stream().map(ByteString::toByteArray).toList());
        inForce.replace(last);
    }
}
