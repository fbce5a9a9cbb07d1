package dev.bursar.adminapi.session;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** A member's sign-ins, for whoever may change members. A sign-in is the person's: ending it ends it everywhere. */
@HttpExchange(AdminApi.V1 + "/organizations/{organizationId}/members/{memberId}/sessions")
public interface MemberSessionsApi {
    /** Newest first. */
    @GetExchange
    Page<Session> list(
            @PathVariable UUID organizationId,
            @PathVariable UUID memberId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @PostExchange("/end")
    EndedSessions endAll(@PathVariable UUID organizationId, @PathVariable UUID memberId);

    /** Ending it twice changes nothing. */
    @PostExchange("/{sessionId}/end")
    Session end(@PathVariable UUID organizationId, @PathVariable UUID memberId, @PathVariable String sessionId);
}
