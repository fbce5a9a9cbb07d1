package dev.bursar.server.identity.keycloak;

import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.SessionEnder;
import dev.bursar.server.identity.TenantLogin;
import dev.bursar.server.identity.TenantLogins;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * One Keycloak organization for each tenant, whose name and alias are the tenant's id: what people call it may be
 * ambiguous, and what tokens say of it must not be.
 */
final class KeycloakTenants implements TenantLogins, SessionEnder {
    private static final Logger LOG = LoggerFactory.getLogger(KeycloakTenants.class);

    private static final int MEMBERS_AT_ONCE = 100;

    private final AdminApi api;
    private final KeycloakProperties properties;
    private final ProviderConfig config;

    KeycloakTenants(AdminApi api, KeycloakProperties properties) {
        this.api = api;
        this.properties = properties;
        this.config = new ProviderConfig(entityId());
    }

    @Override
    public void apply(TenantLogin wanted) {
        Calls.tell(() -> {
            String id = organization(wanted);
            groups(id, wanted);
            providers(id, wanted);
        });
    }

    /**
     * Keycloak deletes an organization together with all accounts that came through its providers, and lets none of them out
     * of it. So an organization that somebody must survive stays as an empty shell: no domain, provider or group.
     */
    @Override
    public void remove(UUID organizationId, Predicate<Identity> belongsElsewhere) {
        Calls.tell(() -> {
            var found = find(organizationId.toString());
            if (found != null) {
                boolean survived = dismiss(id(found), belongsElsewhere);
                TenantLogin nothing = new TenantLogin(organizationId, "", Set.of(), new TreeSet<>(), List.of());
                providers(id(found), nothing);
                if (survived) {
                    organization(nothing);
                    groups(id(found), nothing);
                } else {
                    api.deleteOrganization(realm(), id(found));
                }
            }
        });
    }

    /** @return whether somebody stays */
    private boolean dismiss(String organization, Predicate<Identity> belongsElsewhere) {
        int kept = 0;
        List<Kc.User> page;
        do {
            page = api.members(realm(), organization, kept, MEMBERS_AT_ONCE);
            for (Kc.User member : page) {
                if (belongsElsewhere.test(new Identity(properties.issuer(), id(member), "", ""))) {
                    kept++;
                } else {
                    api.removeMember(realm(), organization, id(member));
                }
            }
        } while (!page.isEmpty());
        return kept > 0;
    }

    @Override
    public String callback(String alias) {
        return properties.issuer() + "/broker/" + alias + "/endpoint";
    }

    @Override
    public String entityId() {
        return properties.issuer();
    }

    @Override
    public String localAccount(UUID organizationId, String username, String name, String password) {
        return Calls.ask(() -> {
            var found = account(username);
            if (found == null) {
                // A reserved domain is nobody's: the address leads to no identity provider.
                String email = username + "@" + organizationId + ".invalid";
                api.createUser(realm(), new Kc.User(null, username, email, true, name, "Bursar", true, null));
            } else if (!found.enabled()) {
                api.updateUser(
                        realm(),
                        id(found),
                        new Kc.User(
                                found.id(),
                                username,
                                found.email(),
                                true,
                                found.firstName(),
                                found.lastName(),
                                true,
                                null));
            }
            String subject = id(Objects.requireNonNull(account(username)));
            api.setPassword(realm(), subject, Kc.Credential.password(password));
            return subject;
        });
    }

    @Override
    public void closeAccount(String subject) {
        Calls.find(() -> api.user(realm(), subject))
                .ifPresent(user -> Calls.tell(() -> api.updateUser(realm(), subject, user.closed())));
    }

    @Override
    public void ended(String issuer, String sessionId) {
        try {
            api.endSession(realm(), sessionId);
        } catch (RestClientException e) {
            LOG.warn("Keycloak could not be told that a sign-in is over; its tokens are refused all the same", e);
        }
    }

    private Kc.@Nullable User account(String username) {
        return api.users(realm(), username).stream().findFirst().orElse(null);
    }

    private String organization(TenantLogin wanted) {
        String alias = wanted.organizationId().toString();
        var found = find(alias);
        if (found == null) {
            api.createOrganization(realm(), new Kc.Organization(null, alias, alias, true, domains(wanted)));
            return id(Objects.requireNonNull(find(alias)));
        }
        Kc.Organization whole = api.organization(realm(), id(found));
        if (!new TreeSet<>(names(whole)).equals(new TreeSet<>(wanted.domains())) || !whole.enabled()) {
            api.updateOrganization(
                    realm(), id(found), new Kc.Organization(found.id(), alias, alias, true, domains(wanted)));
        }
        return id(found);
    }

    private Kc.@Nullable Organization find(String alias) {
        return api.organizations(realm(), alias, true).stream()
                .filter(o -> o.alias().equals(alias))
                .findFirst()
                .orElse(null);
    }

    private static List<Kc.Domain> domains(TenantLogin wanted) {
        return wanted.domains().stream()
                .sorted()
                .map(d -> new Kc.Domain(d, true))
                .toList();
    }

    private static List<String> names(Kc.Organization organization) {
        return Objects.requireNonNullElse(organization.domains(), List.<Kc.Domain>of()).stream()
                .map(Kc.Domain::name)
                .toList();
    }

    private void groups(String organization, TenantLogin wanted) {
        Map<String, Kc.Group> present = new HashMap<>();
        api.groups(realm(), organization).forEach(g -> present.put(g.name(), g));
        wanted.groups().stream()
                .filter(name -> !present.containsKey(name))
                .forEach(name -> api.createGroup(realm(), organization, new Kc.Group(null, name)));
        present.forEach((name, group) -> {
            if (!wanted.groups().contains(name)) {
                api.deleteGroup(realm(), organization, Objects.requireNonNull(group.id()));
            }
        });
    }

    private void providers(String organization, TenantLogin wanted) {
        Map<String, Kc.Provider> present = new HashMap<>();
        api.providers(realm(), organization).forEach(p -> present.put(p.alias(), p));
        for (TenantLogin.Connection connection : wanted.connections()) {
            Kc.Provider provider = config.provider(connection);
            if (present.remove(connection.alias()) == null) {
                make(organization, provider);
            } else {
                api.updateProvider(realm(), provider.alias(), linked(provider, organization));
            }
            mappers(connection, wanted);
        }
        present.keySet().forEach(alias -> api.deleteProvider(realm(), alias));
    }

    /** An earlier attempt may have made it and not come to link it. */
    private void make(String organization, Kc.Provider provider) {
        if (Calls.find(() -> api.provider(realm(), provider.alias())).isEmpty()) {
            api.createProvider(realm(), provider);
        } else {
            api.updateProvider(realm(), provider.alias(), provider);
        }
        api.linkProvider(realm(), organization, "\"" + provider.alias() + "\"");
    }

    private static Kc.Provider linked(Kc.Provider provider, String organization) {
        return new Kc.Provider(
                null,
                provider.alias(),
                provider.displayName(),
                provider.providerId(),
                provider.enabled(),
                provider.trustEmail(),
                provider.hideOnLogin(),
                organization,
                provider.config());
    }

    private void mappers(TenantLogin.Connection connection, TenantLogin wanted) {
        Map<String, Kc.ProviderMapper> present = new HashMap<>();
        api.providerMappers(realm(), connection.alias()).forEach(m -> present.put(m.name(), m));
        for (Kc.ProviderMapper mapper : config.mappers(connection, wanted.groups())) {
            Kc.ProviderMapper before = present.remove(mapper.name());
            if (before == null) {
                api.createProviderMapper(realm(), connection.alias(), mapper);
            } else if (!mapper.saysTheSame(before)) {
                String id = Objects.requireNonNull(before.id());
                api.updateProviderMapper(
                        realm(),
                        connection.alias(),
                        id,
                        new Kc.ProviderMapper(
                                id,
                                mapper.name(),
                                mapper.identityProviderAlias(),
                                mapper.identityProviderMapper(),
                                mapper.config()));
            }
        }
        present.values()
                .forEach(m -> api.deleteProviderMapper(realm(), connection.alias(), Objects.requireNonNull(m.id())));
    }

    private String realm() {
        return properties.realm();
    }

    private static String id(Kc.Organization organization) {
        return Objects.requireNonNull(organization.id(), "an organization that was read has an id");
    }

    private static String id(Kc.User user) {
        return Objects.requireNonNull(user.id(), "a user that was read has an id");
    }
}
