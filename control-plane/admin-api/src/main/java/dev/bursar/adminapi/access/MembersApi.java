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
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The organization's people. Whoever may read members over a unit only sees those who hold a role in its subtree.
 */
@HttpExchange(AdminApi.ORGANIZATION + "/members")
public interface MembersApi {
    /**
     * A page of them.
     *
     * @param state {@code invited}, {@code active}, {@code suspended} or {@code removed}; null: all but the removed
     * @param search part of the name or of the e-mail address
     * @param groupId who are in this group; null: whoever
     * @param sort {@code joined}, {@code lastActive} (never comes before all else) or {@code name}; with a minus before
     *     it from the last to the first. Null: {@code -joined}
     */
    @GetExchange
    Page<Member> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable UUID groupId,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/{memberId}")
    ResponseEntity<Member> get(@PathVariable UUID organizationId, @PathVariable UUID memberId);

    @PatchExchange("/{memberId}")
    ResponseEntity<Member> update(
            @PathVariable UUID organizationId,
            @PathVariable UUID memberId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateMember request);

    /**
     * They cannot act here any more, and their keys are disabled at once. 409 {@code last_admin} for the only
     * organization admin; 403 {@code exceeds_own_authority} for somebody who may do what the caller may not.
     */
    @PostExchange("/{memberId}/suspend")
    ResponseEntity<Member> suspend(@PathVariable UUID organizationId, @PathVariable UUID memberId);

    /** They can act again with the roles that they hold. Their keys stay disabled: each is enabled by hand. */
    @PostExchange("/{memberId}/reactivate")
    ResponseEntity<Member> reactivate(@PathVariable UUID organizationId, @PathVariable UUID memberId);

    /** For good: roles and groups are taken away, keys are revoked. What they spent keeps their name. */
    @PostExchange("/{memberId}/remove")
    ResponseEntity<Member> remove(@PathVariable UUID organizationId, @PathVariable UUID memberId);
}
