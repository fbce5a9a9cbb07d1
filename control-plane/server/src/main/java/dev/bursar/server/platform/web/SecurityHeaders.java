package dev.bursar.server.platform.web;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What every answer says to browsers, beside Spring Security's own (no-store, nosniff, no frames, HSTS for a year with
 * all subdomains where the request came by https).
 */
public final class SecurityHeaders {
    /** For answers that are no pages. */
    public static final String NO_PAGE =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String NO_FEATURES =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

    private SecurityHeaders() {}

    /** @param policy the content security policy */
    public static void harden(HeadersConfigurer<HttpSecurity> headers, String policy) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(policy));
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
        headers.permissionsPolicyHeader(permissions -> permissions.policy(NO_FEATURES));
        headers.crossOriginResourcePolicy(resource -> resource.policy(
                org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter
                        .CrossOriginResourcePolicy.SAME_ORIGIN));
    }
}
