package dev.bursar.server.identity.keycloak;

import dev.bursar.server.DemoServer;
import dev.bursar.server.identity.PersonAttributes;
import dev.bursar.server.identity.ProviderSettings;
import dev.bursar.server.platform.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole server with the demo's people in Keycloak, and what a person's browser and the console do with them. */
public final class KeycloakHouse implements AutoCloseable {
    private static final String CALLBACK = "http://127.0.0.1:8400/login/oauth2/code/bursar";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-of-rfc-7636";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> passwords = new HashMap<>();
    private final KeycloakServer keycloak;
    private final DemoServer server;

    /** What the console got for a code. */
    public record Tokens(String access, String refresh) {}

    private KeycloakHouse(KeycloakServer keycloak, DemoServer server) {
        this.keycloak = keycloak;
        this.server = server;
    }

    static KeycloakHouse open(KeycloakServer keycloak, TestDatabase database) {
        return new KeycloakHouse(keycloak, DemoServer.start(database, settings(keycloak)));
    }

    private static Map<String, String> settings(KeycloakServer keycloak) {
        return Map.of(
                "bursar.issuer.embedded", "false",
                "bursar.issuer.uri", keycloak.url() + "/realms/bursar",
                "bursar.keycloak.url", keycloak.url(),
                "bursar.keycloak.set-up", "true",
                "bursar.keycloak.events-every", "1s",
                "bursar.sso.private-network", "true",
                "secret:keycloak-bootstrap.secret", KeycloakServer.BOOTSTRAP_SECRET);
    }

    public KeycloakServer keycloak() {
        return keycloak;
    }

    public DemoServer server() {
        return server;
    }

    public DemoServer.Client as(String email) {
        return server.withToken(signIn(email).access());
    }

    public void password(String username, String password) {
        passwords.put(username, password);
    }

    /** As a person does who types this address. */
    public Tokens signIn(String email) {
        return signIn(email, "");
    }

    /** @param more parameters of the authorization request, such as {@code &kc_idp_hint=…} */
    public Tokens signIn(String email, String more) {
        Map<String, String> request = new TreeMap<>(Map.of(
                "client_id", "bursar-console",
                "response_type", "code",
                "scope", "openid profile email organization:*",
                "redirect_uri", CALLBACK,
                "state", "s",
                "code_challenge_method", "S256",
                "code_challenge", challenge()));
        URI back = new Browser()
                .follow(
                        URI.create(realm() + "/protocol/openid-connect/auth?" + Browser.form(request) + more),
                        CALLBACK,
                        page -> fill(page, email));
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(back.toString());
        if (!code.find()) {
            throw new AssertionError("no code: " + back);
        }
        JsonNode tokens = token(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code.group(1),
                        "redirect_uri",
                        CALLBACK,
                        "code_verifier",
                        VERIFIER))
                .json();
        return new Tokens(
                tokens.path("access_token").asString(),
                tokens.path("refresh_token").asString());
    }

    /** The status of the answer to a refresh. */
    public int renew(Tokens tokens) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()))
                .status();
    }

    private Map<String, String> fill(Browser.Page page, String email) {
        boolean outside = page.at().getPath().contains("/realms/outside-company/");
        Map<String, String> fields = new HashMap<>();
        if (page.body().contains("submitAction")) {
            fields.put("submitAction", "linkAccount");
        }
        if (page.body().contains("name=\"username\"")) {
            fields.put("username", outside ? email.split("@")[0] : email);
        }
        if (page.body().contains("name=\"password\"")) {
            fields.put("password", outside ? KeycloakServer.OUTSIDE_PASSWORD : local(email));
        }
        if (page.status() >= 400 || fields.isEmpty() && !page.body().contains("SAML")) {
            throw new AssertionError("stuck at " + page.at() + ": " + Browser.text(page.body()));
        }
        return fields;
    }

    private String local(String email) {
        String known = passwords.get(email);
        return known == null ? server.passwordOf(email) : known;
    }

    /** The outside company by OpenID Connect. */
    public ProviderSettings.Oidc oidc() {
        String protocol = outside() + "/protocol/openid-connect";
        return new ProviderSettings.Oidc(
                outside(),
                protocol + "/auth",
                protocol + "/token",
                protocol + "/certs",
                protocol + "/userinfo",
                protocol + "/logout",
                "bursar",
                KeycloakServer.OUTSIDE_SECRET,
                "openid profile email",
                PersonAttributes.OIDC);
    }

    /** The outside company by SAML. */
    public ProviderSettings.Saml saml() {
        String metadata = get(URI.create(outside() + "/protocol/saml/descriptor"), null);
        Matcher certificate = Pattern.compile("X509Certificate>([^<]+)<").matcher(metadata);
        if (!certificate.find()) {
            throw new AssertionError("no certificate in " + metadata);
        }
        String endpoint = outside() + "/protocol/saml";
        return new ProviderSettings.Saml(
                outside(), endpoint, endpoint, List.of(certificate.group(1)), PersonAttributes.SAML);
    }

    public String outside() {
        return keycloak.url() + "/realms/outside-company";
    }

    /** What Keycloak has of an organization, without what changes by itself. */
    String fingerprint(UUID organization) {
        JsonNode found =
                admin("/bursar/organizations?exact=true&search=" + organization).path(0);
        String id = found.path("id").asString();
        List<String> parts = new ArrayList<>();
        parts.add(admin("/bursar/organizations/" + id).toString());
        parts.add(admin("/bursar/organizations/" + id + "/groups").toString());
        JsonNode providers = admin("/bursar/organizations/" + id + "/identity-providers");
        parts.add(providers.toString());
        providers.forEach(p -> parts.add(
                admin("/bursar/identity-provider/instances/" + p.path("alias").asString() + "/mappers")
                        .toString()));
        return String.join("\n", parts);
    }

    /** Subjects of the accounts with this address. */
    List<String> users(String email) {
        return admin("/bursar/users?exact=true&email=" + email).findValuesAsString("id");
    }

    /** Whether Keycloak has anything of an organization. */
    boolean knows(UUID organization) {
        return !admin("/bursar/organizations?exact=true&search=" + organization).isEmpty()
                || !admin("/bursar/identity-provider/instances?search=" + organization)
                        .isEmpty();
    }

    /** Another person of the outside company, with its usual password. */
    void outsider(String username, String email, String firstName, String lastName) {
        HttpResponse<String> made =
                send(HttpRequest.newBuilder(URI.create(keycloak.url() + "/admin/realms/outside-company/users"))
                        .header("authorization", "Bearer " + adminToken())
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(
                                """
                        {"username":"%s","email":"%s","emailVerified":true,"firstName":"%s","lastName":"%s","enabled":true,
                         "credentials":[{"type":"password","value":"%s","temporary":false}]}""".formatted(username, email, firstName, lastName, KeycloakServer.OUTSIDE_PASSWORD)))
                        .build());
        if (made.statusCode() != 201) {
            throw new AssertionError(made.statusCode() + " " + made.body());
        }
    }

    String realmFingerprint() {
        return admin("/bursar").path("accessTokenLifespan").toString()
                + admin("/bursar/client-scopes").size()
                + admin("/bursar/clients?clientId=bursar-console")
                + admin("/bursar/clients?clientId=bursar-cli")
                + admin("/bursar/clients?clientId=bursar-control-plane");
    }

    boolean enabled(String subject) {
        return admin("/bursar/users/" + subject).path("enabled").asBoolean();
    }

    /** As an administrator of Keycloak does. */
    public void enable(String subject, boolean enabled) {
        var user = (tools.jackson.databind.node.ObjectNode) admin("/bursar/users/" + subject);
        user.put("enabled", enabled);
        put("/bursar/users/" + subject, user.toString());
    }

    /** As an administrator of Keycloak does: everything that this person is signed in to. */
    public void signOut(String subject) {
        send(HttpRequest.newBuilder(URI.create(keycloak.url() + "/admin/realms/bursar/users/" + subject + "/logout"))
                .header("authorization", "Bearer " + adminToken())
                .POST(BodyPublishers.noBody())
                .build());
    }

    void setUpAgain() {
        server.startAgain().close();
    }

    JsonNode admin(String path) {
        return JSON.readTree(get(URI.create(keycloak.url() + "/admin/realms" + path), adminToken()));
    }

    private void put(String path, String body) {
        send(HttpRequest.newBuilder(URI.create(keycloak.url() + "/admin/realms" + path))
                .header("authorization", "Bearer " + adminToken())
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    private String adminToken() {
        return post(
                        keycloak.url() + "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", "bursar-bootstrap",
                                "client_secret", KeycloakServer.BOOTSTRAP_SECRET))
                .json()
                .path("access_token")
                .asString();
    }

    private record Answer(int status, String body) {
        JsonNode json() {
            if (status != 200) {
                throw new AssertionError(status + " " + body);
            }
            return JSON.readTree(body);
        }
    }

    private Answer token(Map<String, String> form) {
        Map<String, String> all = new HashMap<>(form);
        all.put("client_id", "bursar-console");
        try {
            all.put(
                    "client_secret",
                    Files.readString(server.state().resolve("secrets/console-client.secret"))
                            .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return post(realm() + "/protocol/openid-connect/token", all);
    }

    private String realm() {
        return keycloak.url() + "/realms/bursar";
    }

    private Answer post(String url, Map<String, String> form) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Browser.form(form)))
                .build());
        return new Answer(answer.statusCode(), answer.body());
    }

    private String get(URI url, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = send(request.build());
        if (answer.statusCode() != 200) {
            throw new AssertionError(url + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
