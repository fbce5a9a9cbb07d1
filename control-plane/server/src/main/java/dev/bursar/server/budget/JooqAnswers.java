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
import dev.bursar.server.platform.database.Rows;
import dev.bursar.server.sql.tables.records.LeaseRequestRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Answers already given, kept in the words of the wire, without names. */
@Component
final class JooqAnswers {
    /** @param calls at least one */
    Map<Books.Call, List<Grant>> find(DSLContext tx, UUID organizationId, Collection<Books.Call> calls) {
        Map<Books.Call, List<Grant>> found = new HashMap<>();
        tx.select(LEASE_REQUEST.NODE_ID, LEASE_REQUEST.EPOCH, LEASE_REQUEST.REQUEST_ID, LEASE_REQUEST.REPLY)
                .from(LEASE_REQUEST)
                .join(Rows.table(
                        LEASE_REQUEST,
                        calls.stream().map(call -> row(organizationId, call)).toList()))
                .on(Rows.matches(LEASE_REQUEST.getPrimaryKey().getFields()))
                .where(LEASE_REQUEST.ORGANIZATION_ID.eq(organizationId))
                .forEach(row -> found.put(
                        new Books.Call(new NodeLife(row.value1(), row.value2()), row.value3()), grants(row.value4())));
        return found;
    }

    /** Fails with a unique violation if one of the calls was answered meanwhile. @param answers at least one */
    Query inserting(DSLContext tx, UUID organizationId, Collection<Books.Answer> answers) {
        return Rows.insert(
                tx,
                LEASE_REQUEST,
                answers.stream().map(answer -> row(organizationId, answer)).toList());
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

    private static LeaseRequestRecord row(UUID organizationId, Books.Call call) {
        LeaseRequestRecord row = new LeaseRequestRecord();
        row.setOrganizationId(organizationId);
        row.setNodeId(call.life().nodeId());
        row.setEpoch(call.life().epoch());
        row.setRequestId(call.requestId());
        return row;
    }

    private static LeaseRequestRecord row(UUID organizationId, Books.Answer answer) {
        AcquireLeasesReply.Builder reply = AcquireLeasesReply.newBuilder();
        answer.grants().forEach(grant -> reply.addLeases(lease(grant)));
        LeaseRequestRecord row = row(organizationId, answer.call());
        row.setReply(reply.build().toByteArray());
        row.setCreatedAt(answer.at());
        return row;
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
