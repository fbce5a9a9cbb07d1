package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.WORKLOAD_AUDIENCE;
import static dev.bursar.server.sql.Tables.WORKLOAD_ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.testing.Eventually;
import dev.bursar.server.testing.TokenSigner;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Trusts in workloads' tokens, and such tokens at the Admin API. Signed by another library than the one that judges. */
@WithDemoServer
class WorkloadTrustsApiTest {
    private final DemoServer server;
    private final Client admin;
    private final Machines machines;
    private final String organization;
    private final String audience;
    private final TokenSigner issuer = new TokenSigner();

    WorkloadTrustsApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.machines = new Machines(server);
        this.organization = "/admin/v1/organizations/" + server.acme();
        this.audience = "bursar:" + server.acme();
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void believesATokenForTheServiceAccountThatTheTrustNames() {
        String account = machines.account("organization_admin");
        JsonNode trust = trusted(account);
        assertThat(trust.path("audience").asString()).isEqualTo(audience);
        assertThat(trust.path("keys").path(0).asString()).isEqualTo("k1");

        Client workload = server.withToken(issuer.token(audience));
        assertThat(workload.get(organization).status()).isEqualTo(200);
        Answer made =
                workload.post(organization + "/service-accounts", "{\"name\":\"by CI " + UUID.randomUUID() + "\"}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(admin.get(organization + "/audit?resourceKind=service_account&resourceId="
                                + made.json().path("id").asString())
                        .body())
                .contains(account, "(" + TokenSigner.SUBJECT + ")");
        issuer.addEcKey("k2");
        letFetchAgain(trust);
        assertThat(server.withToken(issuer.token(audience)).get(organization).status())
                .isEqualTo(200);
        assertThat(admin.get(organization + "/audit?resourceKind=workload_issuer")
                        .body())
                .contains("workload_issuer.keys_changed", "ES256 k2");
    }

    @Test
    void refusesWhateverIsNotTrusted() throws JOSEException {
        trusted(machines.account("auditor"));
        Date past = Date.from(Instant.now().minusSeconds(60));
        Date future = Date.from(Instant.now().plusSeconds(60));

        assertRefused(issuer.token("bursar:" + server.globex()), "token_not_trusted");
        assertRefused(issuer.token(audience, c -> c.subject("repo:acme-evil/shop")), "token_not_trusted");
        assertRefused(issuer.token(audience, c -> c.issuer(issuer.issuer() + "/")), "token_not_trusted");
        assertRefused(issuer.token(audience, c -> c.expirationTime(past)), "token_expired");
        assertRefused(issuer.token(audience, c -> c.notBeforeTime(future)), "token_not_yet_valid");
        assertRefused(
                TokenSigner.sign(new RSAKeyGenerator(2048).keyID("k1").generate(), issuer.claims(audience, c -> c)),
                "token_signature_invalid");
        assertRefused(new PlainJWT(issuer.claims(audience, c -> c)).serialize(), "token_invalid");
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), issuer.claims(audience, c -> c));
        confused.sign(
                new MACSigner(issuer.newestKey().toRSAKey().toRSAPublicKey().getEncoded()));
        assertRefused(confused.serialize(), "token_algorithm_refused");
        assertThat(server.withToken(issuer.token(audience)).get(organization).status())
                .isEqualTo(200);
    }

    @Test
    void believesATokenInTheOrganizationThatTrustsItAndNowhereElse() {
        trusted(machines.account("organization_admin"));
        Client workload = server.withToken(issuer.token(audience));

        assertThat(workload.get("/admin/v1/organizations/" + server.globex()).status())
                .isEqualTo(401);
        assertThat(workload.get("/admin/v1/organizations/" + UUID.randomUUID()).status())
                .isEqualTo(401);
    }

    @Test
    void findsTheOrganizationByTheAudienceWhereARequestNamesNone() {
        String account = machines.account("auditor");
        trusted(account);
        JsonNode me =
                server.withToken(issuer.token(audience)).get("/admin/v1/me").json();
        assertThat(me.path("kind").asString()).isEqualTo("service_account");
        assertThat(me.path("subject").asString()).isEqualTo(account);
        assertThat(me.at("/organizations/0/organizationId").asString()).isEqualTo(server.acme());

        assertThat(meOf(issuer.token("bursar:" + UUID.randomUUID())).code()).isEqualTo("token_not_trusted");
        assertThat(meOf(issuer.token(audience, c -> c.subject("repo:acme-evil/shop")))
                        .code())
                .isEqualTo("token_not_trusted");
        assertThat(meOf(issuer.token(audience, c -> c.issuer(issuer.issuer() + "/")))
                        .status())
                .isEqualTo(401);
        assertThat(server.withToken(issuer.token(audience))
                        .get("/admin/v1/me/sessions")
                        .code())
                .isEqualTo("people_only");
    }

    @Test
    void saysWhatToSendWhereSeveralOrganizationsBelieveAToken() {
        trusted(machines.account("auditor"));
        Client globex = server.as("admin@globex.test");
        String theirs = "/admin/v1/organizations/" + server.globex();
        String account = globex.post(theirs + "/service-accounts", "{\"name\":\"ci " + UUID.randomUUID() + "\"}")
                .json()
                .path("id")
                .asString();
        Answer created = globex.post(theirs + "/workload-trusts", body("ci " + UUID.randomUUID(), account));
        String trust = theirs + "/workload-trusts/" + created.json().path("id").asString();
        Eventually.until(
                "the issuer's keys",
                () -> !globex.get(trust).json().path("keys").isEmpty());
        List<String> both = List.of(audience, "bursar:" + server.globex());

        Answer ambiguous = meOf(issuer.token(audience, c -> c.audience(both)));
        assertThat(ambiguous.status()).isEqualTo(400);
        assertThat(ambiguous.code()).isEqualTo("token_needs_organization");
        assertThat(ambiguous.body()).contains("/admin/v1/organizations/");
        assertThat(server.withToken(issuer.token(audience, c -> c.audience(both)))
                        .get(organization)
                        .status())
                .as("where it is named")
                .isEqualTo(200);

        globex.patch(trust, "{\"state\":\"disabled\"}");
        assertThat(meOf(issuer.token(audience, c -> c.audience(both)))
                        .json()
                        .at("/organizations/0/organizationId")
                        .asString())
                .as("only one believes it now")
                .isEqualTo(server.acme());
    }

    private Answer meOf(String token) {
        return server.withToken(token).get("/admin/v1/me");
    }

    @Test
    void refusesATokenOnceItsTrustOrItsAccountIsOff() {
        String account = machines.account("auditor");
        JsonNode trust = trusted(account);
        String one = organization + "/workload-trusts/" + trust.path("id").asString();
        String token = issuer.token(audience);

        admin.patch(one, "{\"state\":\"disabled\"}");
        assertRefused(token, "token_not_trusted");
        admin.patch(one, "{\"state\":\"active\"}");
        assertThat(server.withToken(token).get(organization).status()).isEqualTo(200);

        admin.patch(organization + "/service-accounts/" + account, "{\"state\":\"disabled\"}");
        assertRefused(token, "service_account_disabled");
        admin.patch(organization + "/service-accounts/" + account, "{\"state\":\"active\"}");

        assertThat(admin.post(one + "/remove", null).status()).isEqualTo(200);
        assertRefused(token, "token_not_trusted");
        assertThat(admin.get(one).status()).isEqualTo(404);
        assertThat(admin.get(organization + "/audit?resourceKind=workload_trust")
                        .body())
                .contains("workload_trust.created", "workload_trust.changed", "workload_trust.removed");
    }

    @Test
    void fetchesKeysOnceAMinuteHoweverManyUnknownOnesAreNamed() throws JOSEException {
        JsonNode trust = trusted(machines.account("auditor"));
        letFetchAgain(trust);
        long before = issuer.site().requestsOf("/keys");

        for (int i = 0; i < 20; i++) {
            String token = TokenSigner.sign(
                    new RSAKeyGenerator(2048).keyID("flood-" + i).generate(), issuer.claims(audience, c -> c));
            assertRefused(token, "token_key_unknown");
        }

        assertThat(issuer.site().requestsOf("/keys") - before).isEqualTo(1);
    }

    @Test
    void dropsAKeyThatItsIssuerDropped() {
        JsonNode trust = trusted(machines.account("auditor"));
        String old = issuer.token(audience);
        issuer.addRsaKey("k2");
        issuer.dropOldestKey();
        letFetchAgain(trust);
        assertThat(server.withToken(issuer.token(audience)).get(organization).status())
                .isEqualTo(200);

        assertRefused(old, "token_key_unknown");
    }

    @Test
    void keepsTheKeysItHasWhileTheIssuerIsAwayAndSaysWhy() {
        JsonNode trust = trusted(machines.account("auditor"));
        issuer.site().page("/keys", "{\"keys\":[" + "x".repeat(300_000) + "]}");
        letFetchAgain(trust);
        server.bean(WorkloadKeys.class).fetch(UUID.fromString(server.acme()), issuerId(trust));

        JsonNode now = admin.get(
                        organization + "/workload-trusts/" + trust.path("id").asString())
                .json();
        assertThat(now.path("keysError").asString()).isEqualTo("The answer has more than 262144 bytes.");
        assertThat(now.path("keys").path(0).asString()).isEqualTo("k1");
        assertThat(server.withToken(issuer.token(audience)).get(organization).status())
                .isEqualTo(200);
    }

    @Test
    void keepsAnAudienceForTheOrganizationThatClaimedIt() {
        String shared = "https://bursar.example/" + UUID.randomUUID();
        String ours = body("ours " + UUID.randomUUID(), machines.account("auditor"))
                .replace("}", ",\"audience\":\"" + shared + "\"}");
        Answer created = admin.post(organization + "/workload-trusts", ours);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        Client globex = server.as("admin@globex.test");
        String elsewhere = "/admin/v1/organizations/" + server.globex();
        String account = globex.post(elsewhere + "/service-accounts", "{\"name\":\"m " + UUID.randomUUID() + "\"}")
                .json()
                .path("id")
                .asString();
        String theirs = body("theirs", account).replace("}", ",\"audience\":\"" + shared + "\"}");

        assertThat(globex.post(elsewhere + "/workload-trusts", theirs).code()).isEqualTo("audience_taken");
        assertThat(globex.post(elsewhere + "/workload-trusts", theirs.replace(shared, audience))
                        .code())
                .isEqualTo("audience_invalid");

        admin.post(
                organization + "/workload-trusts/" + created.json().path("id").asString() + "/remove", null);
        Answer freed = globex.post(elsewhere + "/workload-trusts", theirs);
        assertThat(freed.status()).as(freed.body()).isEqualTo(201);
        globex.post(elsewhere + "/workload-trusts/" + freed.json().path("id").asString() + "/remove", null);
    }

    @Test
    void takesAnotherSubjectAndAudienceAndFreesTheOneBefore() {
        JsonNode trust = trusted(machines.account("auditor"));
        String one = organization + "/workload-trusts/" + trust.path("id").asString();
        String wanted = "https://jobs.example/" + UUID.randomUUID();
        Client before = server.withToken(issuer.token(audience));
        assertThat(before.get(organization).status()).isEqualTo(200);

        Answer changed = admin.patch(one, "{\"audience\":\"" + wanted + "\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("audience").asString()).isEqualTo(wanted);
        assertThat(before.get(organization).status()).isEqualTo(401);
        assertThat(server.withToken(issuer.token(wanted)).get(organization).status())
                .isEqualTo(200);
        assertThat(claims(wanted)).isOne();
        assertThat(admin.patch(one, "{\"audience\":\"bursar:" + server.globex() + "\"}")
                        .code())
                .isEqualTo("audience_invalid");
        admin.patch(one, "{\"audience\":\"" + audience + "\"}");
        assertThat(claims(wanted)).as("free for others").isZero();
        admin.patch(one, "{\"subjectPattern\":\"somebody:else\"}");
        assertThat(before.get(organization).status()).isEqualTo(401);
    }

    private int claims(String wanted) {
        UUID acme = UUID.fromString(server.acme());
        return server.bean(Tenancy.class)
                .read(acme, tx -> tx.fetchCount(WORKLOAD_AUDIENCE, WORKLOAD_AUDIENCE.AUDIENCE.eq(wanted)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    issuer         | ftp://ci.example             | url_not_https
                    issuer         | http://169.254.169.254       | url_inward
                    issuer         | https://u:p@ci.example       | url_invalid
                    issuer         | ci.example                   | url_invalid
                    jwksUri        | http://169.254.169.254/keys  | url_inward
                    subjectPattern | *                            | subject_pattern_invalid
                    subjectPattern | *:main                       | subject_pattern_invalid
                    audience       | two words                    | audience_invalid
                    """)
    void refusesATrustThatWouldBeUnsafe(String field, String value, String code) {
        String valid = body("unsafe", machines.account(""));
        String body = field.equals("issuer") || field.equals("subjectPattern")
                ? valid.replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":\"" + value + "\"")
                : valid.replace("}", ",\"" + field + "\":\"" + value + "\"}");

        Answer answer = admin.post(organization + "/workload-trusts", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void refusesATrustForNothingForBothAndForAKeyThatIsNone() {
        String account = machines.account("");
        String both = body("x", account).replace("}", ",\"keyId\":\"" + UUID.randomUUID() + "\"}");
        assertThat(admin.post(organization + "/workload-trusts", both).code()).isEqualTo("one_of_two");
        String none = body("x", account).replaceFirst(",\"serviceAccountId\":\"[^\"]*\"", "");
        assertThat(admin.post(organization + "/workload-trusts", none).code()).isEqualTo("one_of_two");
        String unknown = body("x", UUID.randomUUID().toString());
        assertThat(admin.post(organization + "/workload-trusts", unknown).code())
                .isEqualTo("service_account_unknown");
        String management = machines.issue(machines.account("auditor"), null)
                .json()
                .path("key")
                .path("id")
                .asString();
        String ofManagement = none.replace("}", ",\"keyId\":\"" + management + "\"}");
        assertThat(admin.post(organization + "/workload-trusts", ofManagement).code())
                .isEqualTo("key_unknown");
    }

    /** Made, and its issuer's keys fetched. */
    private JsonNode trusted(String account) {
        Answer created = admin.post(organization + "/workload-trusts", body("ci " + UUID.randomUUID(), account));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String one =
                organization + "/workload-trusts/" + created.json().path("id").asString();
        Eventually.until(
                "the issuer's keys", () -> !admin.get(one).json().path("keys").isEmpty());
        return admin.get(one).json();
    }

    private String body(String name, String account) {
        return "{\"name\":\"" + name + "\",\"issuer\":\"" + issuer.issuer() + "\",\"subjectPattern\":\"repo:acme/*\""
                + ",\"serviceAccountId\":\"" + account + "\"}";
    }

    private UUID issuerId(JsonNode trust) {
        return server.bean(Tenancy.class)
                .read(
                        UUID.fromString(server.acme()),
                        tx -> tx.select(WORKLOAD_ISSUER.ISSUER_ID)
                                .from(WORKLOAD_ISSUER)
                                .where(WORKLOAD_ISSUER.ISSUER.eq(
                                        trust.path("issuer").asString()))
                                .fetchSingle()
                                .value1());
    }

    /** As if a minute had passed. */
    private void letFetchAgain(JsonNode trust) {
        UUID id = issuerId(trust);
        server.bean(Tenancy.class)
                .write(
                        UUID.fromString(server.acme()),
                        tx -> tx.update(WORKLOAD_ISSUER)
                                .set(WORKLOAD_ISSUER.ATTEMPTED_AT, Instant.now().minusSeconds(120))
                                .where(WORKLOAD_ISSUER.ISSUER_ID.eq(id))
                                .execute());
    }

    private void assertRefused(String token, String code) {
        Answer answer = server.withToken(token).send("GET", organization, null, Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
    }
}
