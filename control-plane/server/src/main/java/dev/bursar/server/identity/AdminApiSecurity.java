package dev.bursar.server.identity;

import dev.bursar.server.platform.Production;
import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.platform.web.ProblemWriter;
import dev.bursar.server.platform.web.SecurityHeaders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Every operation of the Admin API needs a bearer token; without a good one the answer is a 401 problem. */
@Configuration(proxyBeanMethods = false)
class AdminApiSecurity {
    AdminApiSecurity(Environment environment, IssuerProperties properties) {
        if (Production.in(environment) && properties.embedded()) {
            throw new StartRefusedException("The embedded issuer is for trials; the production profile refuses it. Set "
                    + "bursar.issuer.embedded=false and bursar.issuer.uri to your identity provider.");
        }
    }

    @Bean
    @Order(2)
    SecurityFilterChain adminApi(
            HttpSecurity http,
            JwtDecoder decoder,
            Machines machines,
            IssuerProperties properties,
            ProblemWriter problems,
            SignIns signIns)
            throws Exception {
        AuthenticationEntryPoint unauthenticated = unauthenticated(problems);
        return http.securityMatcher("/admin/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> SecurityHeaders.harden(headers, SecurityHeaders.NO_PAGE))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/admin/v1/openapi.json")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(
                                new BearerAuthentication(decoder, machines, properties.uri()))
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(denied(problems)))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied(problems)))
                .addFilterAfter(new SignInFilter(signIns, problems), BearerTokenAuthenticationFilter.class)
                .build();
    }

    /** What is neither the Admin API nor the issuer: health, and 404 for the rest. */
    @Bean
    @Order(9)
    SecurityFilterChain rest(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> SecurityHeaders.harden(headers, SecurityHeaders.NO_PAGE))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static AuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
        return (request, response, e) -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            if (e instanceof BearerRefusedException refused) {
                problems.write(request, response, refused.status(), refused.code(), refused.detail());
                return;
            }
            String code = request.getHeader("Authorization") == null ? "token_missing" : "token_invalid";
            problems.write(request, response, 401, code, "The access token is missing or not valid here.");
        };
    }

    private static AccessDeniedHandler denied(ProblemWriter problems) {
        return (request, response, e) ->
                problems.write(request, response, 403, "access_denied", "This is not allowed.");
    }
}
