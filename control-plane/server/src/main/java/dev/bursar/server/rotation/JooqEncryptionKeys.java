package dev.bursar.server.rotation;

import static dev.bursar.server.sql.Tables.ENCRYPTION_KEY;

import dev.bursar.server.platform.secret.KeyId;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The ids of the keys that were ever used. */
@Component
final class JooqEncryptionKeys {
    /** @param retired whether it was found to be gone with nothing under it */
    record Used(KeyId id, Instant firstUsedAt, boolean retired) {}

    void use(DSLContext tx, KeyId id, Instant now) {
        tx.insertInto(ENCRYPTION_KEY)
                .set(ENCRYPTION_KEY.KEY_ID, id.bytes())
                .set(ENCRYPTION_KEY.FIRST_USED_AT, now)
                .onConflict(ENCRYPTION_KEY.KEY_ID)
                .doUpdate()
                .setNull(ENCRYPTION_KEY.RETIRED_AT)
                .execute();
    }

    void retire(DSLContext tx, KeyId id, Instant now) {
        tx.update(ENCRYPTION_KEY)
                .set(ENCRYPTION_KEY.RETIRED_AT, now)
                .where(ENCRYPTION_KEY.KEY_ID.eq(id.bytes()))
                .execute();
    }

    /** The first one first. */
    List<Used> all(DSLContext tx) {
        return tx.selectFrom(ENCRYPTION_KEY)
                .orderBy(ENCRYPTION_KEY.FIRST_USED_AT, ENCRYPTION_KEY.KEY_ID)
                .fetch(row -> new Used(KeyId.of(row.getKeyId()), row.getFirstUsedAt(), row.getRetiredAt() != null));
    }
}
