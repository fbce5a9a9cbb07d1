package dev.bursar.server.identity;

import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * When members last called. A call within a minute of the last one that was written costs a look into a map; the row is
 * written at most once a minute for each member, whichever instance writes it.
 */
@Component
final class LastActivity {
    static final Duration GRAIN = Duration.ofMinutes(1);
    /** Beyond it the map is emptied: that costs writes, never a wrong value. */
    private static final int MOST_REMEMBERED = 100_000;

    private record Who(UUID organizationId, UUID memberId) {}

    private final ConcurrentMap<Who, Instant> written = new ConcurrentHashMap<>();
    private final Tenancy tenancy;
    private final Clock clock;

    LastActivity(Tenancy tenancy, Clock clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    void seen(UUID organizationId, UUID memberId) {
        Instant now = clock.instant();
        Who who = new Who(organizationId, memberId);
        Instant before = written.get(who);
        if (before != null && before.plus(GRAIN).isAfter(now)) {
            return;
        }
        if (written.size() >= MOST_REMEMBERED) {
            written.clear();
        }
        written.put(who, now);
        tenancy.write(
                organizationId,
                tx -> tx.update(MEMBER)
                        .set(MEMBER.LAST_ACTIVE_AT, now)
                        .where(
                                MEMBER.ORGANIZATION_ID.eq(organizationId),
                                MEMBER.MEMBER_ID.eq(memberId),
                                MEMBER.LAST_ACTIVE_AT.isNull().or(MEMBER.LAST_ACTIVE_AT.le(now.minus(GRAIN))))
                        .execute());
    }
}
