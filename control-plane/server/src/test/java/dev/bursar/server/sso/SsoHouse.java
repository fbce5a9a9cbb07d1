package dev.bursar.server.sso;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.identity.TenantLogin;
import dev.bursar.server.platform.database.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * An organization with an identity provider: tokens have the embedded issuer's signature and say what Keycloak's say, and the
 * issuer's own part is in memory. The same story against a real Keycloak: {@code KeycloakSsoTest}.
 */
final class SsoHouse implements AutoCloseable {
    final DemoServer server;
    final FakeIssuer.Logins logins;
    /** Of the organization, and of its single sign-on. */
    final String organization;

    final String sso;
    private final HttpServer provider;
    private final RSAKey key;

    SsoHouse(TestDatabase database) throws Exception {
        this(database, Map.of());
    }

    SsoHouse(TestDatabase database, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("bursar.sso.private-network", "true");
        settings.put("bursar.keycloak.events-every", "200ms");
        server = DemoServer.start(database, settings, FakeIssuer.class);
        key = RSAKey.parse(Files.readString(server.state().resolve("secrets/issuer-signing.jwk")));
        organization = "/admin/v1/organizations/" + server.acme();
        sso = organization + "/sso";
        logins = server.bean(FakeIssuer.Logins.class);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/.well-known/openid-configuration", """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token",
                 "jwks_uri":"%1$s/keys","userinfo_endpoint":"%1$s/me"}""".formatted(provider()));
        provider.start();
    }

    @Override
    public void close() {
        provider.stop(0);
        server.close();
    }

    Client admin() {
        return server.as("admin@acme.test");
    }

    /** What the issuer was told last. */
    TenantLogin applied() {
        return Objects.requireNonNull(logins.applied.get(UUID.fromString(server.acme())));
    }

    String audit() {
        return admin().get(organization + "/audit?size=50").body();
    }

    // ------------------------------------------------------------------ the connection

    /** Where its row is, and its alias. */
    record Connected(String path, String alias) {}

    void prove(String domain) {
        Answer claimed = admin().post(sso + "/domains", "{\"domain\":\"" + domain + "\"}");
        server.bean(FakeIssuer.Records.class)
                .texts
                .put(
                        "_bursar." + domain,
                        Set.of(claimed.json().path("recordValue").asString()));
        admin().post(sso + "/domains/" + domain + "/verify", null);
    }

    /** To the domain {@code corp.test}, which is proved; nobody came through it yet. */
    Connected connect() {
        prove("corp.test");
        Answer made = admin().post(sso + "/connections", oidc(provider()));
        return new Connected(
                sso + "/connections/" + made.json().path("id").asString(),
                made.json().path("testHint").asString());
    }

    String state(Connected connection) {
        return admin().get(connection.path()).json().path("state").asString();
    }

    static String oidc(String url) {
        return "{\"kind\":\"oidc\",\"name\":\"Corp\",\"metadataUrl\":\"" + url
                + "\",\"clientId\":\"bursar\",\"clientSecret\":\"very secret\"}";
    }

    String provider() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    void serve(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        provider.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    // ------------------------------------------------------------------ people

    record Me(int organizations, String roles) {}

    static Me me(Client client) {
        var organizations = client.get("/admin/v1/me").json().path("organizations");
        return new Me(organizations.size(), organizations.path(0).path("roles").toString());
    }

    static int organizations(Client client) {
        return me(client).organizations();
    }

    /** In a sign-in of their own. Their name is their subject, and they are in the group {@code engineers}. */
    Client person(String subject, String through) {
        return person(subject, subject + "@corp.test", true, through);
    }

    /** @param through empty: with a password at the issuer */
    Client person(String subject, String email, boolean verified, String through) {
        return person(subject, email, verified, through, UUID.randomUUID().toString());
    }

    Client person(String subject, String email, boolean verified, String through, String session) {
        return person(subject, email, verified, through, session, List.of("/engineers", "/x"));
    }

    /** Whom the provider names in these groups now. */
    Client inGroups(String subject, String through, String... groups) {
        return person(
                subject,
                subject + "@corp.test",
                true,
                through,
                UUID.randomUUID().toString(),
                List.of(groups));
    }

    private Client person(
            String subject, String email, boolean verified, String through, String session, List<String> groups) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(FakeIssuer.ISSUER)
                .audience("bursar-admin-api")
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("sid", session)
                .claim("auth_time", Instant.now().getEpochSecond())
                .claim("email", email)
                .claim("email_verified", verified)
                .claim("name", subject)
                .claim("organization", Map.of(server.acme(), Map.of("id", "k", "groups", groups)));
        if (!through.isEmpty()) {
            claims.claim("identity_provider", through);
        }
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return server.withToken(token.serialize());
    }

    void grant(Client giver, String holder, String id, String role) {
        Answer given = giver.post(
                organization + "/role-grants",
                "{\"holder\":\"" + holder + "\",\"holderId\":\"" + id + "\",\"role\":\"" + role + "\"}");
        if (given.status() != 201) {
            throw new AssertionError(given.body());
        }
    }

    /** The member with this address. */
    String member(String email) {
        return admin().get(organization + "/members?search=" + email)
                .json()
                .at("/items/0/id")
                .asString();
    }
}
