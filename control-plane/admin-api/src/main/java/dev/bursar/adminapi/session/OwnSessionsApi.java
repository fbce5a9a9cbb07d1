package dev.bursar.adminapi.session;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The caller's own sign-ins. Tokens of an ended one are refused at the next call. Ending others than the one that asks takes a
 * sign-in of the last ten minutes: else 401 {@code insufficient_user_authentication}, and {@code WWW-Authenticate} names the
 * {@code max_age} to ask the issuer for (RFC 9470).
 */
@HttpExchange(AdminApi.V1 + "/me/sessions")
public interface OwnSessionsApi {
    /** Newest first. */
    @GetExchange
    Page<Session> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** Signs out everywhere, here too. */
    @PostExchange("/end")
    EndedSessions endAll();

    /** Ending it twice changes nothing. */
    @PostExchange("/{sessionId}/end")
    Session end(@PathVariable String sessionId);
}
