package dev.bursar.server.identity.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.bursar.server.identity.ConsoleOrigins;
import dev.bursar.server.identity.IssuerProperties;
import dev.bursar.server.identity.SignIns;
import dev.bursar.server.identity.TokenValidation;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.secret.Secrets;
import dev.bursar.server.platform.web.SecurityHeaders;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** Spring Authorization Server inside this process, with a sign-in page of its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "bursar.issuer.embedded", matchIfMissing = true)
class EmbeddedIssuer {
    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, SignIns signIns, IssuerProperties properties, Clock clock)
            throws Exception {
        var signedOut = new OidcLogoutAuthenticationSuccessHandler();
        signedOut.setLogoutHandler(new SignOut(signIns, properties));
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(oidc -> oidc.logoutEndpoint(end -> end.logoutResponseHandler(signedOut)));
                })
                .addFilterAfter(new EndedSignIns(signIns, properties), SecurityContextHolderFilter.class)
                .addFilterAfter(new OldSignIns(clock), EndedSignIns.class)
                .headers(headers -> SecurityHeaders.harden(headers, SecurityHeaders.NO_PAGE))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                        toLogin(), new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    /** By path alone: what the Host header says leads nobody away. */
    private static LoginUrlAuthenticationEntryPoint toLogin() {
        LoginUrlAuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint("/login");
        login.setFavorRelativeUris(true);
        return login;
    }

    @Bean
    @Order(3)
    SecurityFilterChain signIn(
            HttpSecurity http,
            PasswordCheck passwords,
            ConsoleOrigins console,
            SignIns signIns,
            IssuerProperties properties,
            Ids ids,
            Clock clock)
            throws Exception {
        String origins = String.join(" ", console.all());
        return http.securityMatcher("/login", "/logout", "/issuer/**", "/signed-in")
                .authenticationProvider(new PasswordProvider(passwords, ids, clock))
                .csrf(csrf -> csrf.ignoringRequestMatchers(TokenForScripts.PATH))
                .headers(headers -> SecurityHeaders.harden(
                        headers,
                        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                                + "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
                                + "form-action 'self' http://127.0.0.1:* " + origins))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/login", "/issuer/**", "/logout")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login")
                        .usernameParameter("email")
                        .defaultSuccessUrl("/signed-in")
                        .failureHandler(new SignInFailure()))
                .logout(out -> out.addLogoutHandler(new SignOut(signIns, properties)))
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    PasswordCheck passwordCheck(
            IssuerUsers users,
            LoginAttempts attempts,
            PasswordEncoder encoder,
            IssuerProperties properties,
            ApplicationEventPublisher events) {
        return new PasswordCheck(users, attempts, encoder, properties.uri(), events);
    }

    @Bean
    ConsoleOrigins consoleOrigins(@Value("${bursar.console-url}") String url) {
        return ConsoleOrigins.of(url);
    }

    @Bean
    RegisteredClientRepository clients(ConsoleOrigins origins, Secrets secrets) {
        return new InMemoryRegisteredClientRepository(Clients.console(origins, secrets), Clients.commandLine());
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IssuerProperties properties) {
        return AuthorizationServerSettings.builder().issuer(properties.uri()).build();
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(Secrets secrets) {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.of(secrets)));
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
        return new NimbusJwtEncoder(keys);
    }

    /** Verifies with the key at hand: no call to itself. */
    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, IssuerProperties properties) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys).build();
        decoder.setJwtValidator(TokenValidation.of(properties));
        return decoder;
    }

    @Bean
    TokenClaims tokenClaims(IssuerUsers users, IssuerProperties properties) {
        return new TokenClaims(users, properties);
    }
}
