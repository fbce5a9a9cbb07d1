package dev.bursar.server.identity.keycloak;

import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The part of Keycloak's Admin REST API that is used here. Lists are the first 1,000. */
@HttpExchange(url = "/admin/realms", accept = "application/json")
interface AdminApi {
    /** Roles of the client {@code realm-management} that the control plane's service account needs, and no more. */
    List<String> ROLES = List.of(
            "manage-organizations",
            "manage-users",
            "manage-identity-providers",
            "view-events",
            "view-clients",
            "view-realm");

    @PostExchange
    void createRealm(@RequestBody Kc.Realm realm);

    @GetExchange("/{realm}")
    Map<String, Object> realm(@PathVariable String realm);

    @PutExchange("/{realm}")
    void updateRealm(@PathVariable String realm, @RequestBody Kc.Realm wanted);

    @PostExchange("/{realm}/partialImport")
    void importUsers(@PathVariable String realm, @RequestBody Kc.Import users);

    // ------------------------------------------------------------------ clients

    @GetExchange("/{realm}/client-scopes")
    List<Kc.Scope> scopes(@PathVariable String realm);

    @PostExchange("/{realm}/client-scopes")
    void createScope(@PathVariable String realm, @RequestBody Kc.Scope scope);

    @PostExchange("/{realm}/client-scopes/{scope}/protocol-mappers/models")
    void createMapper(@PathVariable String realm, @PathVariable String scope, @RequestBody Kc.Mapper mapper);

    @PutExchange("/{realm}/client-scopes/{scope}/protocol-mappers/models/{id}")
    void updateMapper(
            @PathVariable String realm,
            @PathVariable String scope,
            @PathVariable String id,
            @RequestBody Kc.Mapper mapper);

    @GetExchange("/{realm}/clients")
    List<Kc.Client> clients(@PathVariable String realm, @RequestParam String clientId);

    @PostExchange("/{realm}/clients")
    void createClient(@PathVariable String realm, @RequestBody Kc.Client client);

    @PutExchange("/{realm}/clients/{id}")
    void updateClient(@PathVariable String realm, @PathVariable String id, @RequestBody Kc.Client client);

    @PutExchange("/{realm}/clients/{id}/optional-client-scopes/{scope}")
    void addOptionalScope(@PathVariable String realm, @PathVariable String id, @PathVariable String scope);

    @PutExchange("/{realm}/clients/{id}/default-client-scopes/{scope}")
    void addDefaultScope(@PathVariable String realm, @PathVariable String id, @PathVariable String scope);

    @GetExchange("/{realm}/clients/{id}/service-account-user")
    Kc.User serviceAccount(@PathVariable String realm, @PathVariable String id);

    @GetExchange("/{realm}/clients/{id}/roles")
    List<Kc.Role> clientRoles(@PathVariable String realm, @PathVariable String id);

    @PostExchange("/{realm}/users/{user}/role-mappings/clients/{client}")
    void addClientRoles(
            @PathVariable String realm,
            @PathVariable String user,
            @PathVariable String client,
            @RequestBody List<Kc.Role> roles);

    // ------------------------------------------------------------------ organizations

    /** By name or alias; with {@code q} by attribute. */
    @GetExchange("/{realm}/organizations?max=1000")
    List<Kc.Organization> organizations(
            @PathVariable String realm, @RequestParam String search, @RequestParam boolean exact);

    @GetExchange("/{realm}/organizations/{id}")
    Kc.Organization organization(@PathVariable String realm, @PathVariable String id);

    @PostExchange("/{realm}/organizations")
    void createOrganization(@PathVariable String realm, @RequestBody Kc.Organization organization);

    @PutExchange("/{realm}/organizations/{id}")
    void updateOrganization(
            @PathVariable String realm, @PathVariable String id, @RequestBody Kc.Organization organization);

    @DeleteExchange("/{realm}/organizations/{id}")
    void deleteOrganization(@PathVariable String realm, @PathVariable String id);

    @GetExchange("/{realm}/organizations/{id}/members")
    List<Kc.User> members(
            @PathVariable String realm, @PathVariable String id, @RequestParam int first, @RequestParam int max);

    /** Whoever came through one of its providers loses the whole account. */
    @DeleteExchange("/{realm}/organizations/{id}/members/{member}")
    void removeMember(@PathVariable String realm, @PathVariable String id, @PathVariable String member);

    @GetExchange("/{realm}/organizations/{id}/groups?max=1000")
    List<Kc.Group> groups(@PathVariable String realm, @PathVariable String id);

    @PostExchange("/{realm}/organizations/{id}/groups")
    void createGroup(@PathVariable String realm, @PathVariable String id, @RequestBody Kc.Group group);

    @DeleteExchange("/{realm}/organizations/{id}/groups/{group}")
    void deleteGroup(@PathVariable String realm, @PathVariable String id, @PathVariable String group);

    @GetExchange("/{realm}/organizations/{id}/identity-providers")
    List<Kc.Provider> providers(@PathVariable String realm, @PathVariable String id);

    @PostExchange(url = "/{realm}/organizations/{id}/identity-providers", contentType = "application/json")
    void linkProvider(@PathVariable String realm, @PathVariable String id, @RequestBody String alias);

    // ------------------------------------------------------------------ identity providers

    @GetExchange("/{realm}/identity-provider/instances/{alias}")
    Kc.Provider provider(@PathVariable String realm, @PathVariable String alias);

    @PostExchange("/{realm}/identity-provider/instances")
    void createProvider(@PathVariable String realm, @RequestBody Kc.Provider provider);

    @PutExchange("/{realm}/identity-provider/instances/{alias}")
    void updateProvider(@PathVariable String realm, @PathVariable String alias, @RequestBody Kc.Provider provider);

    @DeleteExchange("/{realm}/identity-provider/instances/{alias}")
    void deleteProvider(@PathVariable String realm, @PathVariable String alias);

    @GetExchange("/{realm}/identity-provider/instances/{alias}/mappers")
    List<Kc.ProviderMapper> providerMappers(@PathVariable String realm, @PathVariable String alias);

    @PostExchange("/{realm}/identity-provider/instances/{alias}/mappers")
    void createProviderMapper(
            @PathVariable String realm, @PathVariable String alias, @RequestBody Kc.ProviderMapper mapper);

    @PutExchange("/{realm}/identity-provider/instances/{alias}/mappers/{id}")
    void updateProviderMapper(
            @PathVariable String realm,
            @PathVariable String alias,
            @PathVariable String id,
            @RequestBody Kc.ProviderMapper mapper);

    @DeleteExchange("/{realm}/identity-provider/instances/{alias}/mappers/{id}")
    void deleteProviderMapper(@PathVariable String realm, @PathVariable String alias, @PathVariable String id);

    // ------------------------------------------------------------------ people

    @GetExchange("/{realm}/users/{id}")
    Kc.User user(@PathVariable String realm, @PathVariable String id);

    @GetExchange("/{realm}/users?exact=true")
    List<Kc.User> users(@PathVariable String realm, @RequestParam String username);

    @PostExchange("/{realm}/users")
    void createUser(@PathVariable String realm, @RequestBody Kc.User user);

    @PutExchange("/{realm}/users/{id}")
    void updateUser(@PathVariable String realm, @PathVariable String id, @RequestBody Kc.User user);

    @PutExchange("/{realm}/users/{id}/reset-password")
    void setPassword(@PathVariable String realm, @PathVariable String id, @RequestBody Kc.Credential password);

    @DeleteExchange("/{realm}/sessions/{session}")
    void endSession(@PathVariable String realm, @PathVariable String session);

    // ------------------------------------------------------------------ events

    @GetExchange("/{realm}/admin-events?direction=asc")
    List<Kc.AdminEvent> adminEvents(
            @PathVariable String realm, @RequestParam long dateFrom, @RequestParam int first, @RequestParam int max);

    @GetExchange("/{realm}/events?direction=asc")
    List<Kc.Event> events(
            @PathVariable String realm,
            @RequestParam List<String> type,
            @RequestParam long dateFrom,
            @RequestParam int first,
            @RequestParam int max);
}
