package dev.bursar.server.sso;

import dev.bursar.server.identity.IssuerException;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.TenantLogins;
import dev.bursar.server.platform.appointment.AppointmentHolder;
import dev.bursar.server.platform.appointment.Appointments;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the issuer what an organization's rows say. That it has to be told is noted in the transaction of the change, so
 * that nothing is forgotten; then it is told at once, and where that fails again and again, with longer waits between. Always
 * all of it: whatever an earlier attempt did not come to is made good by the next one. One at a time for an organization,
 * however many control planes there are: what is older never overwrites what is newer.
 */
final class Provisioning implements AppointmentHolder {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
    /** Whoever tells and dies is not waited for any longer. */
    static final Duration CLAIM = Duration.ofMinutes(2);
    /** Somebody else tells it just now; then it is told again. */
    private static final Duration SOON = Duration.ofSeconds(1);
    /** Changes that come while it is told; the rest by appointment. */
    private static final int MOST_ROUNDS = 5;

    private static final String UNKNOWN = "What is to be told could not be read. The control plane's log says why.";

    private final Optional<TenantLogins> issuer;
    private final JooqIssuerTasks tasks;
    private final Wishes wishes;
    private final JooqConnections connections;
    private final Memberships memberships;
    private final Tenancy tenancy;
    private final Executor calls;
    private final Clock clock;

    /** @param calls bounded; what it refuses, the next appointment does */
    Provisioning(
            Optional<TenantLogins> issuer,
            JooqIssuerTasks tasks,
            Wishes wishes,
            JooqConnections connections,
            Memberships memberships,
            Tenancy tenancy,
            Executor calls,
            Clock clock) {
        this.issuer = issuer;
        this.tasks = tasks;
        this.wishes = wishes;
        this.connections = connections;
        this.memberships = memberships;
        this.tenancy = tenancy;
        this.calls = calls;
        this.clock = clock;
    }

    boolean isAvailable() {
        return issuer.isPresent();
    }

    /** @throws ProblemException 409 {@code sso_unavailable} */
    TenantLogins issuer() {
        return issuer.orElseThrow(() -> new ProblemException(409, "sso_unavailable", SsoReadModel.NEEDED));
    }

    /** In the transaction of a change. {@link #tell} follows once it is committed. Without an issuer to tell: nothing. */
    void note(DSLContext tx, UUID organization) {
        if (!isAvailable()) {
            return;
        }
        Instant now = clock.instant();
        tasks.note(tx, organization, now);
        Appointments.move(tx, organization, kind(), "", now.plus(CLAIM));
    }

    /** A change that the issuer is told of once it is committed. */
    <T> T telling(UUID organization, Function<DSLContext, T> change) {
        T done = tenancy.write(organization, tx -> {
            T made = change.apply(tx);
            note(tx, organization);
            return made;
        });
        tell(organization);
        return done;
    }

    /** Tells it now. What fails is kept, shown and tried again. Blocks for as long as the issuer's answers take. */
    void tell(UUID organization) {
        boolean again = true;
        for (int round = 0; again && round < MOST_ROUNDS; round++) {
            again = attempt(organization);
        }
    }

    @Override
    public Appointments.Kind kind() {
        return Appointments.Kind.ISSUER;
    }

    /** The next appointment stands before the attempt begins: whoever dies in it does not end the row of them. */
    @Override
    public void keep(DSLContext tx, UUID organizationId, String subject, Instant now) {
        if (isAvailable() && tasks.find(tx, organizationId).isPresent()) {
            Appointments.move(tx, organizationId, kind(), subject, now.plus(CLAIM));
        }
    }

    @Override
    public void kept(UUID organizationId) {
        try {
            calls.execute(() -> tell(organizationId));
        } catch (RejectedExecutionException e) {
            LOG.warn("Too much has to be told to the issuer at once; one organization waits for its next turn");
        }
    }

    /** @return whether something was changed meanwhile, which is not told yet */
    private boolean attempt(UUID organization) {
        Instant now = clock.instant();
        Optional<IssuerTask> claimed =
                issuer.isEmpty() ? Optional.empty() : tenancy.write(organization, tx -> claim(tx, organization, now));
        if (claimed.isEmpty()) {
            return false;
        }
        IssuerTask task = claimed.get();
        try {
            Wishes.Wish wish = tenancy.read(organization, tx -> wishes.of(tx, organization));
            carryOut(organization, wish, task);
            return tenancy.write(organization, tx -> told(tx, organization, wish, task));
        } catch (IssuerException e) {
            LOG.warn("The issuer could not be told of an organization={}: {}", organization, e.getMessage());
            failed(organization, task, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("What the issuer has to be told could not be prepared organization={}", organization, e);
            failed(organization, task, UNKNOWN);
        }
        return false;
    }

    private Optional<IssuerTask> claim(DSLContext tx, UUID organization, Instant now) {
        Optional<IssuerTask> claimed = tasks.claim(tx, organization, now, now.plus(CLAIM));
        if (claimed.isEmpty() && tasks.find(tx, organization).isPresent()) {
            Appointments.move(tx, organization, kind(), "", now.plus(SOON));
        }
        return claimed;
    }

    private void carryOut(UUID organization, Wishes.Wish wish, IssuerTask task) {
        TenantLogins logins = issuer();
        wish.login()
                .ifPresentOrElse(
                        logins::apply,
                        () -> logins.remove(
                                organization,
                                person -> !memberships.organizations(person).isEmpty()));
        task.closeAccounts().forEach(logins::closeAccount);
    }

    private boolean told(DSLContext tx, UUID organization, Wishes.Wish wish, IssuerTask task) {
        connections.applied(tx, organization, wish.connections());
        boolean all = tasks.done(tx, organization, task.revision());
        if (all) {
            Appointments.cancel(tx, organization, kind(), "");
        }
        return !all;
    }

    private void failed(UUID organization, IssuerTask task, String problem) {
        int attempts = task.attempts() + 1;
        Instant next = clock.instant().plus(IssuerTask.pauseAfter(attempts));
        tenancy.write(organization, tx -> {
            tasks.failed(tx, organization, attempts, next, problem);
            Appointments.move(tx, organization, kind(), "", next);
            return true;
        });
    }
}
