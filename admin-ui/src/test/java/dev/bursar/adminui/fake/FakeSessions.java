package dev.bursar.adminui.fake;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.session.EndedSessions;
import dev.bursar.adminapi.session.MemberSessionsApi;
import dev.bursar.adminapi.session.OwnSessionsApi;
import dev.bursar.adminapi.session.Session;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everybody has the same sign-ins here. */
final class FakeSessions implements OwnSessionsApi, MemberSessionsApi {
    private final FakeHouse house;

    FakeSessions(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Page<Session> list(@Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(house.sessions, cursor, size);
    }

    @Override
    public EndedSessions endAll() {
        house.enterToWrite();
        requireRecent();
        int open = (int)
                house.sessions.stream().filter(one -> one.endedAt() == null).count();
        house.sessions.replaceAll(this::ended);
        return new EndedSessions(open);
    }

    @Override
    public Session end(String sessionId) {
        house.enterToWrite();
        if (house.sessions.stream().noneMatch(one -> one.id().equals(sessionId) && one.current())) {
            requireRecent();
        }
        house.sessions.replaceAll(one -> one.id().equals(sessionId) ? ended(one) : one);
        return house.sessions.stream()
                .filter(one -> one.id().equals(sessionId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("session"));
    }

    private void requireRecent() {
        if (house.signedInLongAgo) {
            throw FakeHouse.refused(401, "insufficient_user_authentication", "You signed in more than 10 minutes ago.");
        }
    }

    private Session ended(Session one) {
        return one.endedAt() != null
                ? one
                : new Session(
                        one.id(),
                        one.current(),
                        one.startedAt(),
                        one.lastSeenAt(),
                        one.address(),
                        one.userAgent(),
                        house.now(),
                        "self");
    }

    @Override
    public Page<Session> list(UUID organizationId, UUID memberId, @Nullable String cursor, @Nullable Integer size) {
        return list(cursor, size);
    }

    @Override
    public EndedSessions endAll(UUID organizationId, UUID memberId) {
        return endAll();
    }

    @Override
    public Session end(UUID organizationId, UUID memberId, String sessionId) {
        return end(sessionId);
    }
}
