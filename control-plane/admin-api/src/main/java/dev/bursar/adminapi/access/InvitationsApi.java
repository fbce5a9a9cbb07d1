package dev.bursar.adminapi.access;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange(AdminApi.ORGANIZATION + "/invitations")
public interface InvitationsApi {
    /** Newest first. @param state {@code open}, {@code accepted}, {@code expired} or {@code revoked}; null: all */
    @GetExchange
    Page<Invitation> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /**
     * 201 with the link, which is shown this once and mailed where mail is set up. Makes an invited member with the
     * roles. 403 {@code exceeds_own_authority} for roles that allow what the caller may not; 409 {@code member_exists}.
     */
    @PostExchange
    ResponseEntity<IssuedInvitation> create(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateInvitation request);

    /** A new link with a new expiry; the one before does not work any more. 409 unless it is open or expired. */
    @PostExchange("/{invitationId}/resend")
    IssuedInvitation resend(@PathVariable UUID organizationId, @PathVariable UUID invitationId);

    /** The link does not work any more, and the invited member is removed. */
    @PostExchange("/{invitationId}/revoke")
    ResponseEntity<Invitation> revoke(@PathVariable UUID organizationId, @PathVariable UUID invitationId);

    /**
     * By whoever is signed in, who need not belong to the organization yet: binds their identity to the invited member.
     * 404 for a token that was never given out, is used up, expired or revoked, and for one to another e-mail address.
     */
    @PostExchange("/accept")
    ResponseEntity<Member> accept(@PathVariable UUID organizationId, @RequestBody @Valid AcceptInvitation request);
}
