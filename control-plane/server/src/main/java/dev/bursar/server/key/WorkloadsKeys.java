package dev.bursar.server.key;

import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.ProblemException;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Keys that workloads act as. */
@Component
public class WorkloadsKeys {
    private final JooqKeys store;

    WorkloadsKeys(JooqKeys store) {
        this.store = store;
    }

    /**
     * That somebody may let others call models with a key: they may write it.
     *
     * @return its name
     * @throws ProblemException 400 if there is no such key that calls models, or it is revoked; 403 if it is not the
     *     caller's to give
     */
    public String requireGivable(DSLContext tx, Caller caller, UUID keyId) {
        KeyRow key = store.find(tx, caller.organizationId(), keyId)
                .filter(found -> !found.management())
                .orElseThrow(() -> ProblemException.field("keyId", "key_unknown", "There is no such key."));
        caller.requireIn(tx, Action.KEY_WRITE, key.unitId());
        if (key.revoked()) {
            throw ProblemException.field("keyId", "key_revoked", "That key is revoked.");
        }
        return key.name();
    }
}
