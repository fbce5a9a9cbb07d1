package dev.bursar.adminui.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What every answer of the console says to browsers, beside Spring Security's own (no-store, nosniff, HSTS for a year
 * with all subdomains where the request came by https).
 *
 * <p>Scripts run if they come from here or bear the nonce of this very answer: text that somebody smuggled into a page
 * does not. {@code unsafe-eval} stays: this version of Flow's client builds functions of the expressions that the server
 * sends, and nothing else could. Styles may be inline: components set them on their elements. The page has a base
 * element of Vaadin's own, so base addresses may be of this origin.
 */
public final class PageHeaders {
    private static final String ATTRIBUTE = PageHeaders.class.getName();
    private static final int NONCE_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PageHeaders() {}

    public static void harden(HeadersConfigurer<HttpSecurity> headers) {
        headers.withObjectPostProcessor(new Early());
        headers.addHeaderWriter(
                (request, response) -> response.setHeader("Content-Security-Policy", policy(nonce(request))));
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
        headers.crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
        headers.crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
        headers.permissionsPolicyHeader(permissions ->
                permissions.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"));
    }

    /** Pages are forwarded to Vaadin's servlet, whose answer is gone before headers are usually added. */
    private static final class Early implements ObjectPostProcessor<HeaderWriterFilter> {
        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    }

    private static String policy(String nonce) {
        return "default-src 'self'; script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'; "
                + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
                + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    }

    /** Drawn once for each answer. */
    static String nonce(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String drawn) {
            return drawn;
        }
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        request.setAttribute(ATTRIBUTE, nonce);
        return nonce;
    }
}
