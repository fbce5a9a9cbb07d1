package dev.bursar.adminapi.sso;

import dev.bursar.adminapi.common.AdminApi;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Single sign-on of an organization. Where the installation's issuer can't hold identity providers, reading says what is
 * needed, and writing is refused with 409 {@code sso_unavailable}. What is written is told to the issuer at once; where that
 * fails it is kept and told later, and {@link SsoSetup#pending} says so. Only a break-glass account is the issuer's alone: 503
 * {@code issuer_unreachable}, and nothing is changed.
 */
@HttpExchange(AdminApi.ORGANIZATION + "/sso")
public interface SsoApi {
    @GetExchange
    SsoSetup get(@PathVariable UUID organizationId);

    // ------------------------------------------------------------------ domains

    /** Claiming again gives the same challenge. */
    @PostExchange("/domains")
    SsoDomain claim(@PathVariable UUID organizationId, @RequestBody @Valid ClaimDomain request);

    /** Looks the record up. 409 {@code domain_not_proved}, or {@code domain_taken} by another organization. */
    @PostExchange("/domains/{domain}/verify")
    SsoDomain verify(@PathVariable UUID organizationId, @PathVariable String domain);

    /** A platform operator's word stands in for the record. */
    @PostExchange("/domains/{domain}/vouch")
    SsoDomain vouch(@PathVariable UUID organizationId, @PathVariable String domain);

    /** Addresses of this domain no longer lead to the organization's provider. */
    @PostExchange("/domains/{domain}/remove")
    SsoSetup removeDomain(@PathVariable UUID organizationId, @PathVariable String domain);

    // ------------------------------------------------------------------ connections

    /** 201; reads the provider's metadata first: 400 {@code metadata_unreadable} with the reason. */
    @PostExchange("/connections")
    ResponseEntity<SsoConnection> connect(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateSsoConnection request);

    @GetExchange("/connections/{connectionId}")
    ResponseEntity<SsoConnection> connection(@PathVariable UUID organizationId, @PathVariable UUID connectionId);

    /** Whom it touches when this is changed, switched off or removed. */
    @GetExchange("/connections/{connectionId}/impact")
    SsoImpact impact(@PathVariable UUID organizationId, @PathVariable UUID connectionId);

    /**
     * What changes how people sign in has to be tested again. 409 {@code confirmation_needed} where people sign in through
     * it; 400 {@code secret_needed} where the secret would go to another address.
     */
    @PatchExchange("/connections/{connectionId}")
    ResponseEntity<SsoConnection> update(
            @PathVariable UUID organizationId,
            @PathVariable UUID connectionId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateSsoConnection request);

    /** People with the organization's domains must come through it. 409 {@code connection_not_tested}. */
    @PostExchange("/connections/{connectionId}/enforce")
    ResponseEntity<SsoConnection> enforce(@PathVariable UUID organizationId, @PathVariable UUID connectionId);

    /** They may, and need not. */
    @PostExchange("/connections/{connectionId}/relax")
    ResponseEntity<SsoConnection> relax(@PathVariable UUID organizationId, @PathVariable UUID connectionId);

    /** Nobody comes through it any more, and who did is refused at the next call. */
    @PostExchange("/connections/{connectionId}/disable")
    ResponseEntity<SsoConnection> disable(@PathVariable UUID organizationId, @PathVariable UUID connectionId);

    /** Back to where it has to be tested. */
    @PostExchange("/connections/{connectionId}/enable")
    ResponseEntity<SsoConnection> enable(@PathVariable UUID organizationId, @PathVariable UUID connectionId);

    /** For good. Members stay, and sign in otherwise. */
    @PostExchange("/connections/{connectionId}/remove")
    SsoSetup remove(@PathVariable UUID organizationId, @PathVariable UUID connectionId);

    // ------------------------------------------------------------------ groups

    /** A group of the provider that matters here: give it roles as a group. Naming it again changes nothing. */
    @PostExchange("/groups")
    SsoGroup addGroup(@PathVariable UUID organizationId, @RequestBody @Valid AddSsoGroup request);

    /** With the roles that it was given. */
    @PostExchange("/groups/{groupId}/remove")
    SsoSetup removeGroup(@PathVariable UUID organizationId, @PathVariable UUID groupId);

    // ------------------------------------------------------------------ break-glass

    /** 201 with the password, which is shown this once; again: a new one. An administrator who needs no provider. */
    @PostExchange("/break-glass")
    ResponseEntity<IssuedBreakGlass> issueBreakGlass(@PathVariable UUID organizationId);

    @PostExchange("/break-glass/close")
    SsoSetup closeBreakGlass(@PathVariable UUID organizationId);
}
