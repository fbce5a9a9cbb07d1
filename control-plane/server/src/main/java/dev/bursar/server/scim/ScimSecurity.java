package dev.bursar.server.scim;

import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.ProblemWriter;
import dev.bursar.server.platform.web.Turnstile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Every SCIM operation needs a token of the organization; people's tokens and keys are none. */
@Configuration(proxyBeanMethods = false)
class ScimSecurity {
    @Bean
    @Order(3)
    SecurityFilterChain scim(
            HttpSecurity http, Tenancy tenancy, Tokens tokens, Turnstile turnstile, ProblemWriter problems)
            throws Exception {
        return http.securityMatcher("/scim/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterBefore(
                        new TokenFilter(tenancy, tokens, turnstile, problems), AnonymousAuthenticationFilter.class)
                .build();
    }
}
