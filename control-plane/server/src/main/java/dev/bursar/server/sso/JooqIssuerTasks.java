package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.ISSUER_TASK;

import dev.bursar.server.sql.tables.records.IssuerTaskRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

@Component
final class JooqIssuerTasks {
    private static final int LONGEST_PROBLEM = 500;

    Optional<IssuerTask> find(DSLContext tx, UUID organization) {
        return tx.selectFrom(ISSUER_TASK)
                .where(ISSUER_TASK.ORGANIZATION_ID.eq(organization))
                .fetchOptional(JooqIssuerTasks::task);
    }

    /** Begins again: a person changed something, and waits. */
    void note(DSLContext tx, UUID organization, Instant now) {
        tx.insertInto(ISSUER_TASK)
                .set(ISSUER_TASK.ORGANIZATION_ID, organization)
                .set(ISSUER_TASK.SINCE, now)
                .set(ISSUER_TASK.NEXT_AT, now)
                .onConflict(ISSUER_TASK.ORGANIZATION_ID)
                .doUpdate()
                .set(ISSUER_TASK.REVISION, ISSUER_TASK.REVISION.plus(1))
                .set(ISSUER_TASK.NEXT_AT, now)
                .execute();
    }

    /** After {@link #note}, in its transaction. */
    void closeAccount(DSLContext tx, UUID organization, String subject) {
        IssuerTask task = find(tx, organization).orElseThrow();
        if (!task.closeAccounts().contains(subject)) {
            List<String> all = new ArrayList<>(task.closeAccounts());
            all.add(subject);
            tx.update(ISSUER_TASK)
                    .set(ISSUER_TASK.CLOSE_ACCOUNTS, all.toArray(String[]::new))
                    .where(ISSUER_TASK.ORGANIZATION_ID.eq(organization))
                    .execute();
        }
    }

    /** It was made anew. */
    void keepAccount(DSLContext tx, UUID organization, String subject) {
        tx.update(ISSUER_TASK)
                .set(ISSUER_TASK.CLOSE_ACCOUNTS, DSL.arrayRemove(ISSUER_TASK.CLOSE_ACCOUNTS, subject))
                .where(ISSUER_TASK.ORGANIZATION_ID.eq(organization))
                .execute();
    }

    /** Nobody else tells it meanwhile. Empty: there is nothing to tell, or somebody does. */
    Optional<IssuerTask> claim(DSLContext tx, UUID organization, Instant now, Instant until) {
        return tx.update(ISSUER_TASK)
                .set(ISSUER_TASK.CLAIMED_UNTIL, until)
                .where(
                        ISSUER_TASK.ORGANIZATION_ID.eq(organization),
                        ISSUER_TASK.CLAIMED_UNTIL.isNull().or(ISSUER_TASK.CLAIMED_UNTIL.le(now)))
                .returning()
                .fetchOptional(JooqIssuerTasks::task);
    }

    /** @return false: there was a change meanwhile, and it has to be told again */
    boolean done(DSLContext tx, UUID organization, long revision) {
        boolean all = tx.deleteFrom(ISSUER_TASK)
                        .where(ISSUER_TASK.ORGANIZATION_ID.eq(organization), ISSUER_TASK.REVISION.eq(revision))
                        .execute()
                > 0;
        if (!all) {
            tx.update(ISSUER_TASK)
                    .setNull(ISSUER_TASK.CLAIMED_UNTIL)
                    .set(ISSUER_TASK.ATTEMPTS, 0)
                    .set(ISSUER_TASK.PROBLEM, "")
                    .where(ISSUER_TASK.ORGANIZATION_ID.eq(organization))
                    .execute();
        }
        return all;
    }

    void failed(DSLContext tx, UUID organization, int attempts, Instant nextAt, String problem) {
        tx.update(ISSUER_TASK)
                .setNull(ISSUER_TASK.CLAIMED_UNTIL)
                .set(ISSUER_TASK.ATTEMPTS, attempts)
                .set(ISSUER_TASK.NEXT_AT, nextAt)
                .set(ISSUER_TASK.PROBLEM, problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM)))
                .where(ISSUER_TASK.ORGANIZATION_ID.eq(organization))
                .execute();
    }

    private static IssuerTask task(IssuerTaskRecord row) {
        return new IssuerTask(
                row.getRevision(),
                row.getSince(),
                row.getAttempts(),
                row.getNextAt(),
                row.getProblem(),
                List.of(row.getCloseAccounts()));
    }
}
