package dev.bursar.server.identity.keycloak;

import dev.bursar.server.identity.ConsoleOrigins;
import dev.bursar.server.identity.IssuerProperties;
import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.platform.secret.Secrets;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "bursar.keycloak.url")
class KeycloakConfiguration {
    static final String CLIENT_SECRET = "keycloak-client.secret";
    static final String BOOTSTRAP_SECRET = "keycloak-bootstrap.secret";

    private final KeycloakProperties properties;
    private final Secrets secrets;
    private final Clock clock;

    KeycloakConfiguration(KeycloakProperties properties, IssuerProperties issuer, Secrets secrets, Clock clock) {
        if (issuer.embedded()) {
            throw new StartRefusedException("With bursar.keycloak.url Keycloak is the issuer: set"
                    + " bursar.issuer.embedded=false and bursar.issuer.uri=" + properties.issuer() + ".");
        }
        this.properties = properties;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Bean
    KeycloakTenants keycloakTenants() {
        return new KeycloakTenants(service(), properties);
    }

    @Bean
    KeycloakEvents keycloakEvents(IssuerProperties issuer) {
        return new KeycloakEvents(service(), properties.realm(), issuer.uri());
    }

    /** Before anything asks for a token of the service account, and before the demo's people move in. */
    @Bean
    @ConditionalOnProperty(name = "bursar.keycloak.set-up", havingValue = "true")
    KeycloakAccounts keycloakAccounts(IssuerProperties issuer, @Value("${bursar.console-url}") String console) {
        AdminApi api = bootstrap();
        new RealmSetup(
                        api,
                        new RealmSetup.Wanted(
                                properties.realm(),
                                issuer.audience(),
                                properties.clientId(),
                                secrets.password(CLIENT_SECRET),
                                secrets.password(ConsoleOrigins.CONSOLE_SECRET),
                                ConsoleOrigins.of(console).all()))
                .run();
        return new KeycloakAccounts(api, properties.realm());
    }

    private AdminApi service() {
        return api(properties.realm(), properties.clientId(), () -> secrets.password(CLIENT_SECRET));
    }

    private AdminApi bootstrap() {
        return api("master", properties.bootstrapClientId(), () -> secrets.password(BOOTSTRAP_SECRET));
    }

    private AdminApi api(String realm, String clientId, Supplier<String> secret) {
        RestClient plain = RestClient.builder()
                .baseUrl(properties.base())
                .requestFactory(requests())
                .build();
        RestClient authorized = plain.mutate()
                .requestInterceptor(new ServiceAccountToken(plain, realm, clientId, secret, clock))
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(authorized))
                .build()
                .createClient(AdminApi.class);
    }

    private JdkClientHttpRequestFactory requests() {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(properties.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.timeout());
        return requests;
    }
}
