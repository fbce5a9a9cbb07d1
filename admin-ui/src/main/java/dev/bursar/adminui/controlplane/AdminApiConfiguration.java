package dev.bursar.adminui.controlplane;

import dev.bursar.adminapi.access.AccessApi;
import dev.bursar.adminapi.access.GroupsApi;
import dev.bursar.adminapi.access.InvitationsApi;
import dev.bursar.adminapi.access.MembersApi;
import dev.bursar.adminapi.access.RoleGrantsApi;
import dev.bursar.adminapi.access.RolesApi;
import dev.bursar.adminapi.audit.AuditApi;
import dev.bursar.adminapi.budget.AdjustmentsApi;
import dev.bursar.adminapi.budget.BudgetHistoryApi;
import dev.bursar.adminapi.budget.BudgetRequestsApi;
import dev.bursar.adminapi.budget.BudgetTreeApi;
import dev.bursar.adminapi.budget.BudgetsApi;
import dev.bursar.adminapi.budget.DoubtsApi;
import dev.bursar.adminapi.catalog.CatalogApi;
import dev.bursar.adminapi.fleet.GatewaysApi;
import dev.bursar.adminapi.key.KeysApi;
import dev.bursar.adminapi.ledger.LedgerApi;
import dev.bursar.adminapi.machine.ServiceAccountsApi;
import dev.bursar.adminapi.machine.WorkloadTrustsApi;
import dev.bursar.adminapi.me.MeApi;
import dev.bursar.adminapi.me.PasswordApi;
import dev.bursar.adminapi.notice.AlertsApi;
import dev.bursar.adminapi.organization.OrganizationsApi;
import dev.bursar.adminapi.organization.UnitsApi;
import dev.bursar.adminapi.rotation.EncryptionKeysApi;
import dev.bursar.adminapi.scim.ScimApi;
import dev.bursar.adminapi.session.MemberSessionsApi;
import dev.bursar.adminapi.session.OwnSessionsApi;
import dev.bursar.adminapi.sso.SignInRuleApi;
import dev.bursar.adminapi.sso.SsoApi;
import dev.bursar.adminapi.usage.UsageApi;
import dev.bursar.adminui.ConsoleProperties;
import java.net.http.HttpClient;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.datetime.standard.DateTimeFormatterRegistrar;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

/** The only way from the console to the control plane. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "bursar.console.sign-in", havingValue = "true", matchIfMissing = true)
class AdminApiConfiguration {
    /** Registration of the console at the issuer. */
    static final String REGISTRATION = "bursar";

    @Bean
    ControlPlane controlPlane(
            RestClient.Builder builder,
            OAuth2AuthorizedClientManager clients,
            ConsoleProperties properties,
            JsonMapper json) {
        return over(
                builder.baseUrl(properties.adminApiUrl())
                        .requestFactory(requests(properties))
                        .requestInterceptor(new FailureInterceptor())
                        .requestInterceptor(token(clients)),
                json);
    }

    static ControlPlane over(RestClient.Builder builder, JsonMapper json) {
        RestClient client = builder.defaultStatusHandler(HttpStatusCode::isError, new Problems(json)::raise)
                .build();
        HttpServiceProxyFactory proxies = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .conversionService(isoTimes())
                .build();
        return new ControlPlane(
                proxies.createClient(MeApi.class),
                proxies.createClient(OrganizationsApi.class),
                proxies.createClient(KeysApi.class),
                proxies.createClient(BudgetsApi.class),
                proxies.createClient(UsageApi.class),
                proxies.createClient(AuditApi.class),
                proxies.createClient(GatewaysApi.class),
                proxies.createClient(CatalogApi.class),
                proxies.createClient(UnitsApi.class),
                proxies.createClient(BudgetTreeApi.class),
                proxies.createClient(BudgetHistoryApi.class),
                proxies.createClient(AdjustmentsApi.class),
                proxies.createClient(DoubtsApi.class),
                proxies.createClient(BudgetRequestsApi.class),
                proxies.createClient(LedgerApi.class),
                proxies.createClient(AlertsApi.class),
                proxies.createClient(MembersApi.class),
                proxies.createClient(InvitationsApi.class),
                proxies.createClient(RolesApi.class),
                proxies.createClient(RoleGrantsApi.class),
                proxies.createClient(AccessApi.class),
                proxies.createClient(GroupsApi.class),
                proxies.createClient(ServiceAccountsApi.class),
                proxies.createClient(WorkloadTrustsApi.class),
                proxies.createClient(SsoApi.class),
                proxies.createClient(SignInRuleApi.class),
                proxies.createClient(OwnSessionsApi.class),
                proxies.createClient(MemberSessionsApi.class),
                proxies.createClient(PasswordApi.class),
                proxies.createClient(ScimApi.class),
                proxies.createClient(EncryptionKeysApi.class));
    }

    /** Instants in a query as RFC 3339, not as the machine's locale would write them. */
    private static ConversionService isoTimes() {
        DefaultFormattingConversionService conversions = new DefaultFormattingConversionService(false);
        DateTimeFormatterRegistrar times = new DateTimeFormatterRegistrar();
        times.setUseIsoFormat(true);
        times.registerFormatters(conversions);
        return conversions;
    }

    private static OAuth2ClientHttpRequestInterceptor token(OAuth2AuthorizedClientManager clients) {
        OAuth2ClientHttpRequestInterceptor token = new OAuth2ClientHttpRequestInterceptor(clients);
        token.setClientRegistrationIdResolver(request -> REGISTRATION);
        // Without it every call would be one of "anonymous": the resolver's default knows no views.
        token.setPrincipalResolver(request -> SecurityContextHolder.getContext().getAuthentication());
        return token;
    }

    private static JdkClientHttpRequestFactory requests(ConsoleProperties properties) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(properties.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.readTimeout());
        return requests;
    }
}
