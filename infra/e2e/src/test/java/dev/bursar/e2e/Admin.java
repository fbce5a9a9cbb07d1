package dev.bursar.e2e;

import dev.bursar.adminapi.access.MembersApi;
import dev.bursar.adminapi.access.RoleGrantsApi;
import dev.bursar.adminapi.audit.AuditApi;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetsApi;
import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.budget.DoubtsApi;
import dev.bursar.adminapi.catalog.CatalogApi;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.fleet.GatewaysApi;
import dev.bursar.adminapi.key.IssueKey;
import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.key.KeysApi;
import dev.bursar.adminapi.ledger.LedgerApi;
import dev.bursar.adminapi.machine.ServiceAccountsApi;
import dev.bursar.adminapi.machine.WorkloadTrustsApi;
import dev.bursar.adminapi.me.Me;
import dev.bursar.adminapi.me.MeApi;
import dev.bursar.adminapi.organization.UnitsApi;
import dev.bursar.adminapi.scim.IssueScimToken;
import dev.bursar.adminapi.scim.IssuedScimToken;
import dev.bursar.adminapi.scim.ScimApi;
import dev.bursar.adminapi.sso.SsoApi;
import dev.bursar.adminapi.usage.UsageApi;
import dev.bursar.adminapi.usage.UsageRequest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** The Admin API in one demo login's hands, typed by the interfaces that the console uses too. */
final class Admin {
    final UUID organization;
    final KeysApi keys;
    final BudgetsApi budgets;
    final CatalogApi catalog;
    final UsageApi usage;
    final AuditApi audit;
    final GatewaysApi gateways;
    final DoubtsApi doubts;
    final LedgerApi ledger;
    final ScimApi scim;
    final SsoApi sso;
    final UnitsApi units;
    final ServiceAccountsApi serviceAccounts;
    final WorkloadTrustsApi workloadTrusts;
    final RoleGrantsApi grants;
    final MembersApi members;
    final UUID memberId;

    private Admin(HttpServiceProxyFactory proxies) {
        Me me = proxies.createClient(MeApi.class).me();
        this.organization = me.organizations().getFirst().organizationId();
        this.memberId = me.organizations().getFirst().memberId();
        this.keys = proxies.createClient(KeysApi.class);
        this.budgets = proxies.createClient(BudgetsApi.class);
        this.catalog = proxies.createClient(CatalogApi.class);
        this.usage = proxies.createClient(UsageApi.class);
        this.audit = proxies.createClient(AuditApi.class);
        this.gateways = proxies.createClient(GatewaysApi.class);
        this.doubts = proxies.createClient(DoubtsApi.class);
        this.ledger = proxies.createClient(LedgerApi.class);
        this.scim = proxies.createClient(ScimApi.class);
        this.sso = proxies.createClient(SsoApi.class);
        this.units = proxies.createClient(UnitsApi.class);
        this.serviceAccounts = proxies.createClient(ServiceAccountsApi.class);
        this.workloadTrusts = proxies.createClient(WorkloadTrustsApi.class);
        this.grants = proxies.createClient(RoleGrantsApi.class);
        this.members = proxies.createClient(MembersApi.class);
    }

    static Admin signIn(House house, House.Login login) {
        return withToken(house, SignIn.accessToken(house, login));
    }

    static Admin withToken(House house, String token) {
        RestClient client = RestClient.builder()
                .baseUrl(house.adminApi.toString())
                .defaultHeader("Authorization", "Bearer " + token)
                .build();
        return new Admin(HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build());
    }

    /** @param capUsd null: no cap of its own. @param expiresAt null: never */
    IssuedKey issue(String name, List<String> models, @Nullable String capUsd, @Nullable OffsetDateTime expiresAt) {
        IssueKey request = new IssueKey(name, models, capUsd, null, expiresAt, null, null, null);
        return body(keys.issue(organization, null, request).getBody());
    }

    /** A key that is somebody else's. */
    IssuedKey issueFor(String name, UUID member) {
        IssueKey request = new IssueKey(name, List.of(), null, null, null, null, member, null);
        return body(keys.issue(organization, null, request).getBody());
    }

    IssuedScimToken scimToken(String name) {
        return body(
                scim.issue(organization, null, new IssueScimToken(name, null)).getBody());
    }

    IssuedKey issue(String name, @Nullable String capUsd) {
        return issue(name, List.of(), capUsd, null);
    }

    void revoke(Key key) {
        keys.revoke(organization, key.id());
    }

    /** The key's own budget as it stands now. */
    Budget budget(IssuedKey key) {
        Budget budget = Objects.requireNonNull(key.key().budget(), "the key has no cap");
        return body(budgets.get(organization, budget.id()).getBody());
    }

    List<Budget> allBudgets() {
        return all(cursor -> budgets.list(organization, null, null, cursor, 200));
    }

    /** What gateways reported of a key, newest first. */
    List<UsageRequest> requests(@Nullable UUID keyId) {
        return all(cursor -> usage.requests(organization, keyId, null, null, null, null, cursor, 200));
    }

    /** What of a budget nobody can prove. */
    List<Doubt> inDoubt(UUID budgetId) {
        return all(cursor -> doubts.list(organization, budgetId, cursor, 200));
    }

    private static <T> List<T> all(Function<@Nullable String, Page<T>> page) {
        List<T> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<T> next = page.apply(cursor);
            all.addAll(next.items());
            cursor = next.next();
        } while (cursor != null);
        return all;
    }

    private static <T> T body(@Nullable T body) {
        return Objects.requireNonNull(body, "no body");
    }
}
