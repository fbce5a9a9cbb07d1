package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.LEASE_REQUEST;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.BudgetState;
import dev.bursar.nodeapi.v1.Lease;
import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Books;
import dev.bursar.policy.budget.Grant;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Answers already given, kept in the words of the wire, without names. */
@Component
final class JooqAnswers {
    Optional<List<Grant>> find(DSLContext tx, UUID organizationId, NodeLife life, long requestId) {
        return tx.select(LEASE_REQUEST.REPLY)
                .from(LEASE_REQUEST)
                .where(of(organizationId, life), LEASE_REQUEST.REQUEST_ID.eq(requestId))
                .fetchOptional(LEASE_REQUEST.REPLY)
                .map(JooqAnswers::grants);
    }

    /** Fails with a unique violation if the same call was answered meanwhile. */
    Query inserting(DSLContext tx, UUID organizationId, Books.Answer answer) {
        AcquireLeasesReply.Builder reply = AcquireLeasesReply.newBuilder();
        answer.grants().forEach(grant -> reply.addLeases(lease(grant)));
        NodeLife life = answer.life();
        return tx.insertInto(LEASE_REQUEST)
                .set(LEASE_REQUEST.ORGANIZATION_ID, organizationId)
                .set(LEASE_REQUEST.NODE_ID, life.nodeId())
                .set(LEASE_REQUEST.EPOCH, life.epoch())
                .set(LEASE_REQUEST.REQUEST_ID, answer.requestId())
                .set(LEASE_REQUEST.REPLY, reply.build().toByteArray())
                .set(LEASE_REQUEST.CREATED_AT, answer.at());
    }

    void forget(DSLContext tx, UUID organizationId, NodeLife life) {
        tx.deleteFrom(LEASE_REQUEST).where(of(organizationId, life)).execute();
    }

    private static Condition of(UUID organizationId, NodeLife life) {
        return DSL.and(
                LEASE_REQUEST.ORGANIZATION_ID.eq(organizationId),
                LEASE_REQUEST.NODE_ID.eq(life.nodeId()),
                LEASE_REQUEST.EPOCH.eq(life.epoch()));
    }

    private static Lease lease(Grant grant) {
        Account account = grant.account();
        return Wire.lease(grant)
                .setState(BudgetState.newBuilder()
                        .setLimitNanos(account.limitNanos())
                        .setSettledNanos(account.settledNanos())
                        .setLeasedNanos(account.leasedNanos())
                        .setInDoubtNanos(account.inDoubtNanos()))
                .build();
    }

    private static List<Grant> grants(byte[] reply) {
        try {
            return AcquireLeasesReply.parseFrom(reply).getLeasesList().stream()
                    .map(JooqAnswers::grant)
                    .toList();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a remembered answer is not readable", e);
        }
    }

    private static Grant grant(Lease lease) {
        BudgetState state = lease.getState();
        Window window = new Window(
                Instant.ofEpochMilli(lease.getPeriodStartMillis()),
                lease.getPeriodEndMillis() == 0 ? null : Instant.ofEpochMilli(lease.getPeriodEndMillis()));
        Account account = new Account(
                state.getLimitNanos(), true, state.getSettledNanos(), state.getLeasedNanos(), state.getInDoubtNanos());
        return new Grant(
                UUID.fromString(lease.getLeaseId()),
                lease.getGrantedNanos(),
                Instant.ofEpochMilli(lease.getExpiresAtMillis()),
                UUID.fromString(lease.getBudgetId()),
                window,
                account);
    }
}
