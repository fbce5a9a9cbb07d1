package dev.bursar.server.identity.keycloak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the realm, its client scopes and the clients: the console, the command line, the control plane's service account.
 * Running it again repairs what differs and leaves the rest.
 */
final class RealmSetup {
    private static final Logger LOG = LoggerFactory.getLogger(RealmSetup.class);
    private static final String OIDC = "openid-connect";
    private static final String SCOPE = "bursar";
    private static final String ORGANIZATION = "organization";
    private static final int ACCESS_SECONDS = 600;
    private static final long EVENTS_KEPT_SECONDS = 7 * 24 * 3600L;

    private final AdminApi api;
    private final Wanted wanted;

    /**
     * @param audience of the Admin API
     * @param consoleOrigins where the console is
     */
    record Wanted(
            String realm,
            String audience,
            String serviceClientId,
            String serviceSecret,
            String consoleSecret,
            List<String> consoleOrigins) {
        @Override
        public String toString() {
            return "Wanted[realm=" + realm + "]";
        }
    }

    RealmSetup(AdminApi api, Wanted wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    void run() {
        Calls.tell(this::realm);
        Calls.tell(this::scopes);
        Calls.tell(() -> {
            person(console());
            person(commandLine());
            serviceAccount();
        });
        LOG.info("Keycloak is set up realm={}", wanted.realm());
    }

    private void realm() {
        Kc.Realm realm = new Kc.Realm(
                wanted.realm(),
                true,
                true,
                true,
                false,
                true,
                EVENTS_KEPT_SECONDS,
                List.of("LOGIN", "LOGIN_ERROR", "LOGOUT", "IDENTITY_PROVIDER_FIRST_LOGIN", "FEDERATED_IDENTITY_LINK"),
                true,
                false,
                true,
                ACCESS_SECONDS,
                "Bursar");
        if (Calls.find(() -> api.realm(wanted.realm())).isEmpty()) {
            api.createRealm(realm);
        } else {
            api.updateRealm(wanted.realm(), realm);
        }
    }

    private void scopes() {
        mappers(
                SCOPE,
                List.of(
                        mapper(
                                "audience",
                                "oidc-audience-mapper",
                                Map.of("included.custom.audience", wanted.audience())),
                        mapper(
                                "identity provider",
                                "oidc-usersessionmodel-note-mapper",
                                Map.of(
                                        "user.session.note", "identity_provider",
                                        "claim.name", "identity_provider",
                                        "jsonType.label", "String"))));
        mappers(
                ORGANIZATION,
                List.of(
                        mapper(
                                "organization",
                                "oidc-organization-membership-mapper",
                                Map.of(
                                        "claim.name", "organization",
                                        "jsonType.label", "JSON",
                                        "multivalued", "true",
                                        "addOrganizationId", "true")),
                        // Without a claim's name it adds to the organization's.
                        mapper("organization groups", "oidc-organization-group-membership-mapper", Map.of())));
    }

    private void mappers(String scopeName, List<Kc.Mapper> mappers) {
        Kc.Scope scope = scope(scopeName);
        List<Kc.Mapper> present = Objects.requireNonNullElse(scope.protocolMappers(), List.of());
        for (Kc.Mapper mapper : mappers) {
            var same =
                    present.stream().filter(m -> m.name().equals(mapper.name())).findFirst();
            String id = same.map(Kc.Mapper::id).orElse(null);
            if (id == null) {
                api.createMapper(wanted.realm(), scopeId(scope), mapper);
            } else if (!mapper.saysTheSame(same.orElseThrow())) {
                api.updateMapper(
                        wanted.realm(),
                        scopeId(scope),
                        id,
                        new Kc.Mapper(id, mapper.name(), OIDC, mapper.protocolMapper(), mapper.config()));
            }
        }
    }

    private Kc.Scope scope(String name) {
        var found = find(name);
        if (found.isPresent()) {
            return found.get();
        }
        api.createScope(
                wanted.realm(), new Kc.Scope(null, name, OIDC, Map.of("include.in.token.scope", "false"), null));
        return find(name).orElseThrow();
    }

    private Optional<Kc.Scope> find(String name) {
        return api.scopes(wanted.realm()).stream()
                .filter(s -> s.name().equals(name) && s.protocol().equals(OIDC))
                .findFirst();
    }

    private static String scopeId(Kc.Scope scope) {
        return Objects.requireNonNull(scope.id(), "a scope that was read has an id");
    }

    private static Kc.Mapper mapper(String name, String type, Map<String, String> config) {
        var all = new HashMap<>(config);
        all.put("access.token.claim", "true");
        all.put("id.token.claim", "false");
        all.put("userinfo.token.claim", "false");
        return new Kc.Mapper(null, name, OIDC, type, all);
    }

    private Kc.Client console() {
        String origin = wanted.consoleOrigins().getFirst();
        return client(
                "bursar-console",
                wanted.consoleSecret(),
                wanted.consoleOrigins().stream()
                        .map(o -> o + "/login/oauth2/code/bursar")
                        .toList(),
                Map.of(
                        "pkce.code.challenge.method",
                        "S256",
                        "post.logout.redirect.uris",
                        String.join("##", wanted.consoleOrigins()) + "##"
                                + String.join(
                                        "##",
                                        wanted.consoleOrigins().stream()
                                                .map(o -> o + "/")
                                                .toList()),
                        "backchannel.logout.url",
                        origin + "/logout/connect/back-channel/bursar",
                        "backchannel.logout.session.required",
                        "true"));
    }

    /** A command line on the person's own machine: public, any loopback port (RFC 8252). */
    private Kc.Client commandLine() {
        return client(
                "bursar-cli",
                null,
                List.of("http://127.0.0.1/callback", "http://[::1]/callback"),
                Map.of("pkce.code.challenge.method", "S256"));
    }

    private static Kc.Client client(
            String id, @Nullable String secret, List<String> redirects, Map<String, String> more) {
        return new Kc.Client(
                null,
                id,
                null,
                true,
                secret == null,
                false,
                true,
                false,
                secret,
                redirects,
                more,
                List.of("basic", "profile", "email", SCOPE),
                List.of(ORGANIZATION));
    }

    private void person(Kc.Client client) {
        String id = put(client);
        Map<String, String> ids = new HashMap<>();
        api.scopes(wanted.realm()).forEach(s -> ids.put(s.name(), scopeId(s)));
        Set.of("basic", "profile", "email", SCOPE)
                .forEach(s -> api.addDefaultScope(wanted.realm(), id, Objects.requireNonNull(ids.get(s))));
        api.addOptionalScope(wanted.realm(), id, Objects.requireNonNull(ids.get(ORGANIZATION)));
    }

    private void serviceAccount() {
        String id = put(new Kc.Client(
                null,
                wanted.serviceClientId(),
                null,
                true,
                false,
                true,
                false,
                false,
                wanted.serviceSecret(),
                List.of(),
                Map.of(),
                null,
                null));
        String user =
                Objects.requireNonNull(api.serviceAccount(wanted.realm(), id).id());
        String management = Objects.requireNonNull(
                api.clients(wanted.realm(), "realm-management").getFirst().id());
        api.addClientRoles(
                wanted.realm(),
                user,
                management,
                api.clientRoles(wanted.realm(), management).stream()
                        .filter(role -> AdminApi.ROLES.contains(role.name()))
                        .toList());
    }

    /** @return Keycloak's own id */
    private String put(Kc.Client client) {
        var found = api.clients(wanted.realm(), client.clientId()).stream().findFirst();
        String id = found.map(Kc.Client::id).orElse(null);
        if (id == null) {
            api.createClient(wanted.realm(), client);
            return Objects.requireNonNull(
                    api.clients(wanted.realm(), client.clientId()).getFirst().id());
        }
        api.updateClient(wanted.realm(), id, client);
        return id;
    }
}
