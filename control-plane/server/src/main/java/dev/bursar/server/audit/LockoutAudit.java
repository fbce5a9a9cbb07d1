package dev.bursar.server.audit;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Membership;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.SignInLocked;
import dev.bursar.server.platform.database.Tenancy;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes into the log of each organization of a person that somebody guessed at their password. Beside the request, so
 * that the answer takes no longer for a user who exists; where more come than can be written, the process log has them.
 */
@Component
class LockoutAudit {
    private static final Logger LOG = LoggerFactory.getLogger(LockoutAudit.class);
    private static final int WAITING = 200;

    private final Memberships memberships;
    private final Tenancy tenancy;
    private final AuditLog audit;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("lockout-audit-", 0).daemon().factory());

    LockoutAudit(Memberships memberships, Tenancy tenancy, AuditLog audit) {
        this.memberships = memberships;
        this.tenancy = tenancy;
        this.audit = audit;
    }

    @EventListener
    void locked(SignInLocked event) {
        LOG.warn(
                "sign-in locked subject={} address={} seconds={}",
                event.account().subject(),
                event.address(),
                event.pause().toSeconds());
        try {
            writer.execute(() -> write(event));
        } catch (RejectedExecutionException e) {
            LOG.error(
                    "too many lockouts at once: one is not in the audit log subject={}",
                    event.account().subject());
        }
    }

    private void write(SignInLocked event) {
        try {
            memberships.of(event.account()).forEach(membership -> append(membership, event));
        } catch (RuntimeException e) {
            LOG.error("a lockout could not be written to the audit log", e);
        }
    }

    private void append(Membership membership, SignInLocked event) {
        AuditLog.Change change = new AuditLog.Change(
                "sign_in.locked",
                "member",
                membership.memberId().toString(),
                membership.displayName(),
                AuditLog.Outcome.REFUSED,
                null,
                Map.of("address", event.address(), "pauseSeconds", event.pause().toSeconds()));
        tenancy.write(membership.organizationId(), tx -> {
            audit.append(tx, Caller.system(membership.organizationId()), change);
            return true;
        });
    }

    @PreDestroy
    void end() {
        writer.shutdown();
    }
}
