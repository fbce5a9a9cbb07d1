package dev.bursar.adminapi.sso;

import dev.bursar.adminapi.common.AdminApi;
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
import org.springframework.web.service.annotation.PutExchange;

/**
 * Whoever came through a connection signs in through it again within so many days, else they are suspended: for
 * organizations whose provider does not say by SCIM who left. Signing in through it makes them active again; their keys stay
 * disabled. Not bound: whom SCIM provisions, who never came through it, the last organization admin, service accounts.
 */
@HttpExchange(AdminApi.ORGANIZATION + "/sso/connections/{connectionId}/sign-in-rule")
public interface SignInRuleApi {
    /** Whom such a rule would touch now. @param days null: the rule as it is; 400 {@code days_needed} if it is off */
    @GetExchange("/impact")
    SignInRuleImpact impact(
            @PathVariable UUID organizationId,
            @PathVariable UUID connectionId,
            @RequestParam(required = false) @Nullable Integer days);

    /** Nobody is suspended by a rule that was set or changed before they had some days to sign in. */
    @PutExchange
    ResponseEntity<SsoConnection> set(
            @PathVariable UUID organizationId,
            @PathVariable UUID connectionId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid SetSignInRule request);
}
