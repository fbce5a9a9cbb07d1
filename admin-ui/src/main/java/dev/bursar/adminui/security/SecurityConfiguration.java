package dev.bursar.adminui.security;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.bursar.adminui.ConsoleProperties;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.oidc.session.InMemoryOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Sign-in at the issuer; tokens live in the session of the browser that fetched them and end with it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "bursar.console.sign-in", havingValue = "true", matchIfMissing = true)
class SecurityConfiguration {
    @Bean
    ClientRegistrationRepository clientRegistrations(
            ConsoleProperties properties, @Value("${bursar.secrets-directory}") Path secretsDirectory) {
        return new IssuerRegistration(properties, secretsDirectory);
    }

    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AuthorizedClientManager authorizedClientManager(
            ClientRegistrationRepository registrations, OAuth2AuthorizedClientRepository clients) {
        DefaultOAuth2AuthorizedClientManager manager = new DefaultOAuth2AuthorizedClientManager(registrations, clients);
        manager.setAuthorizedClientProvider(OAuth2AuthorizedClientProviderBuilder.builder()
                .authorizationCode()
                .refreshToken()
                .build());
        return manager;
    }

    @Bean
    SecurityFilterChain consoleSecurity(
            HttpSecurity http,
            VaadinDefaultRequestCache requestCache,
            ClientRegistrationRepository registrations,
            OidcSessionRegistry signIns,
            OpenSessions sessions) {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                        SignInController.PATH, "/bursar/**", "/actuator/health/**", "/favicon.ico")
                .permitAll());
        // Named here too: else Spring sends people straight to an issuer that may be down.
        http.oauth2Login(login -> login.loginPage(SignInController.PATH)
                .failureUrl(SignInController.PATH + "?failed")
                .authorizationEndpoint(
                        endpoint -> endpoint.authorizationRequestResolver(new SignInWishes(registrations))));
        // Who signs out at the issuer, or is signed out there, is signed out here.
        http.oidcLogout(
                logout -> logout.backChannel(channel -> channel.logoutHandler(new SignedOutThere(signIns, sessions))));
        http.headers(PageHeaders::harden);
        requestCache.setDelegateRequestCache(plainAddresses());
        http.with(
                VaadinSecurityConfigurer.vaadin(),
                vaadin -> vaadin.oauth2LoginPage(SignInController.PATH, "{baseUrl}/"));
        return http.build();
    }

    /** Which session of the console belongs to which sign-in at the issuer. */
    @Bean
    OidcSessionRegistry oidcSessions() {
        return new InMemoryOidcSessionRegistry();
    }

    @Bean
    OpenSessions openSessions() {
        return new OpenSessions();
    }

    /** So that the registry forgets sessions that run out. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    /** No "?continue" at the end of the address that people come back to; null is the documented way to say so. */
    @SuppressWarnings("NullAway")
    private static HttpSessionRequestCache plainAddresses() {
        HttpSessionRequestCache addresses = new HttpSessionRequestCache();
        addresses.setMatchingRequestParameterName(null);
        return addresses;
    }
}
