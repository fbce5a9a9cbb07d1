package dev.bursar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.House;
import dev.bursar.gateway.testing.RawClient;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.gateway.testing.TokenIssuer;
import dev.bursar.nodeapi.v1.KeyState;
import dev.bursar.nodeapi.v1.OrganizationPolicy;
import dev.bursar.nodeapi.v1.Removed;
import dev.bursar.nodeapi.v1.WorkloadTrustPolicy;
import dev.bursar.policy.key.KeyText;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workload's token in the place of a key. */
class WorkloadTest {
    private final TokenIssuer issuer = new TokenIssuer("k1");
    private final House house = House.open();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void callsAModelAsTheKeyThatTheTrustNames() {
        trust(2, trust -> trust);
        String token = issuer.token(TokenIssuer.SUBJECT);

        HttpResponse<String> answer = ask(token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(house.chat.get("/v1/key", token).body()).contains("\"label\":\"a key\"");
        house.awaitEvents(1);
        assertThat(house.controlPlane.events().getFirst().getKeyId()).isEqualTo("key-" + house.key.id());
        assertThat(house.account().settledNanos()).isPositive();
    }

    @Test
    void checksASignatureOnceAndRemembersIt() {
        trust(2, trust -> trust);
        String token = issuer.token(TokenIssuer.SUBJECT);
        for (int i = 0; i < 5; i++) {
            assertThat(ask(token).statusCode()).isEqualTo(200);
        }
        assertThat(house.node.gateway().tokens().remembered()).isEqualTo(1);
    }

    @Test
    void refusesWhateverIsNotTrusted() throws GeneralSecurityException {
        trust(2, trust -> trust);
        long now = TokenIssuer.now();
        String good = TokenIssuer.claims(TokenIssuer.SUBJECT, TokenIssuer.AUDIENCE, now - 5, now + 300);

        assertRefused(issuer.signed(good.replace("ci.example", "ci.evil")), "token_not_trusted");
        assertRefused(issuer.signed(good.replace("bursar:acme", "bursar:globex")), "token_not_trusted");
        assertRefused(issuer.token("repo:acme-evil/shop"), "token_not_trusted");
        assertRefused(
                issuer.signed(TokenIssuer.claims(TokenIssuer.SUBJECT, TokenIssuer.AUDIENCE, now - 600, now - 60)),
                "token_expired");
        assertRefused(
                issuer.signed(TokenIssuer.claims(TokenIssuer.SUBJECT, TokenIssuer.AUDIENCE, now + 60, now + 600)),
                "token_not_yet_valid");
        assertRefused(new TokenIssuer("k1").signed(good), "token_signature_invalid");
        assertRefused(issuer.sign("{\"alg\":\"none\"}", good), "token_algorithm_refused");
        assertRefused(unsigned(good), "token_malformed");
        assertRefused(hmacWithThePublicKey(good), "token_algorithm_refused");
        assertRefused(issuer.signed(good.replace("\"exp\":", "\"expires\":")), "token_malformed");
        assertRefused(issuer.signed(good.replace("{\"iss\"", "{\"sub\":\"repo:acme/x\",\"iss\"")), "token_malformed");
        assertRefused(
                issuer.sign("{\"alg\":\"RS256\",\"kid\":\"k1\",\"crit\":[\"exp\"]}", good), "token_algorithm_refused");
        assertRefused("eyJ" + "a".repeat(100), "token_malformed");
        assertRefused(issuer.signed("{\"x\":\"" + "y".repeat(8_000) + "\"}"), "token_malformed");
        String token = issuer.signed(good);
        assertRefused(token.substring(0, 40) + (token.charAt(40) == 'A' ? 'B' : 'A') + token.substring(41), "token_");
        assertThat(ask(token).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAtOnceWhenTheTrustOrItsKeyEnds() {
        trust(2, trust -> trust);
        String token = issuer.token(TokenIssuer.SUBJECT);
        assertThat(ask(token).statusCode()).isEqualTo(200);

        house.controlPlane.publish(TestPolicy.delta(house.secret, 3)
                .key(house.key, key -> key.setState(KeyState.KEY_STATE_REVOKED), House.ORG_BUDGET)
                .build());
        house.node.awaitRevision(3);
        assertRefused(token, "key_revoked");

        house.controlPlane.publish(TestPolicy.delta(house.secret, 4)
                .key(house.key, House.ORG_BUDGET, House.KEY_BUDGET)
                .with(policy -> policy.setRemoved(Removed.newBuilder().addWorkloadTrustIds("trust-1")))
                .build());
        house.node.awaitRevision(4);
        assertRefused(token, "token_not_trusted");
        assertThat(house.chat.ask(house.key, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheIssuersNewKeyAndDropsItsOldOne() {
        trust(2, trust -> trust);
        TokenIssuer next = new TokenIssuer("k2");
        String old = issuer.token(TokenIssuer.SUBJECT);
        assertThat(ask(old).statusCode()).isEqualTo(200);

        HttpResponse<String> early = ask(next.token(TokenIssuer.SUBJECT));
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(early.body()).contains("token_keys_refreshing");
        assertThat(early.headers().firstValue("retry-after")).contains("2");
        TestNode.await("the question", () -> !house.controlPlane.refreshes().isEmpty());
        assertThat(house.controlPlane.refreshes().getFirst().getTrustId()).isEqualTo("trust-1");

        trust(3, trust -> trust.clearKeys().addKeys(next.key()));
        assertThat(ask(next.token(TokenIssuer.SUBJECT)).statusCode()).isEqualTo(200);
        assertThat(ask(old).statusCode()).isNotEqualTo(200);
    }

    @Test
    void asksForUnknownKeysOnceHoweverManyTokensNameThem() {
        trust(2, trust -> trust);
        for (int i = 0; i < 50; i++) {
            HttpResponse<String> answer = ask(new TokenIssuer("flood-" + i).token(TokenIssuer.SUBJECT));
            assertThat(answer.statusCode()).isIn(401, 503);
        }
        TestNode.await("the question", () -> !house.controlPlane.refreshes().isEmpty());
        assertThat(house.controlPlane.refreshes()).hasSize(1);
        assertThat(house.node.gateway().tokens().remembered()).isZero();
        assertThat(ask(issuer.token(TokenIssuer.SUBJECT)).statusCode()).isEqualTo(200);
    }

    /** Nodes are brought up to date first, or last. */
    @Test
    void servesOnAtAControlPlaneThatKnowsNothingOfWorkloads() {
        house.controlPlane.becomeEarlier();
        assertRefused(issuer.token(TokenIssuer.SUBJECT), "token_not_trusted");
        assertThat(house.chat.ask(house.key, "sandbox/echo", "hi").statusCode()).isEqualTo(200);
        assertThat(house.controlPlane.refreshes()).isEmpty();

        // A trust that is left of a later one: its new keys can't be asked for, all else goes on.
        trust(2, trust -> trust);
        assertThat(ask(new TokenIssuer("k2").token(TokenIssuer.SUBJECT)).statusCode())
                .isEqualTo(503);
        TestNode.await("the question", () -> !house.controlPlane.refreshes().isEmpty());
        assertThat(ask(issuer.token(TokenIssuer.SUBJECT)).statusCode()).isEqualTo(200);
        house.controlPlane.publish(house.policy(3).build());
        house.node.awaitRevision(3);
        assertRefused(issuer.token(TokenIssuer.SUBJECT), "token_not_trusted");
        assertThat(house.controlPlane.statuses())
                .allSatisfy(status -> assertThat(status.getError()).isEmpty());
    }

    @Test
    void prefersTheMostParticularTrustAndRefusesATokenOfTwoOrganizations() {
        KeyText other = TestPolicy.newKey();
        house.controlPlane.publish(house.policy(2)
                .key(other, key -> key.setName("main only"), House.ORG_BUDGET)
                .with(policy -> policy.addWorkloadTrusts(trustPolicy(house.key, "trust-1", "repo:acme/*")))
                .with(policy ->
                        policy.addWorkloadTrusts(trustPolicy(other, "trust-2", "repo:acme/*:ref:refs/heads/main")))
                .build());
        house.node.awaitRevision(2);
        assertThat(house.chat.get("/v1/key", issuer.token(TokenIssuer.SUBJECT)).body())
                .contains("main only");
        assertThat(house.chat.get("/v1/key", issuer.token("repo:acme/x")).body())
                .contains("a key");

        house.controlPlane.publish(TestPolicy.delta(house.secret, 3)
                .with(policy -> policy.addOrganizations(OrganizationPolicy.newBuilder()
                        .setOrganizationId("org-2")
                        .setName("Evil")))
                .with(policy -> policy.addWorkloadTrusts(trustPolicy(other, "trust-3", "repo:*")
                        .setOrganizationId("org-2")
                        .setAudience("bursar:evil")))
                .build());
        house.node.awaitRevision(3);
        String both = TokenIssuer.claims(
                        TokenIssuer.SUBJECT, TokenIssuer.AUDIENCE, TokenIssuer.now(), TokenIssuer.now() + 300)
                .replace("\"bursar:acme\"", "[\"bursar:evil\",\"bursar:acme\"]");
        assertRefused(issuer.signed(both), "token_ambiguous");
    }

    @Test
    void leavesOutTrustsThatItCannotReadAndTakesTheRest() {
        house.controlPlane.publish(house.policy(2)
                .with(policy -> policy.addWorkloadTrusts(trustPolicy(house.key, "bad-1", "*")))
                .with(policy -> policy.addWorkloadTrusts(
                        trustPolicy(house.key, "bad-2", "repo:*").setKeyHash(ByteString.copyFromUtf8("short"))))
                .with(policy -> policy.addWorkloadTrusts(trustPolicy(house.key, "trust-1", "repo:acme/*")
                        .addKeys(issuer.key().toBuilder().setKeyId("new").setAlgorithm("ML-DSA"))
                        .addKeys(issuer.key().toBuilder().setKeyId("odd").setAlgorithm("ES256"))))
                .build());
        house.node.awaitRevision(2);

        assertThat(ask(issuer.token(TokenIssuer.SUBJECT)).statusCode()).isEqualTo(200);
        assertRefused(issuer.token("repo:globex/x"), "token_not_trusted");
    }

    @Test
    void knowsItsTrustsAfterARestartWithoutItsControlPlane(@TempDir Path state) {
        Map<String, String> settings = Map.of("state-directory", state.toString());
        house.controlPlane.publish(house.policy(2)
                .with(policy -> policy.addWorkloadTrusts(trustPolicy(house.key, "trust-1", "repo:acme/*")))
                .build());
        TestNode.start(house.controlPlane, house.secret, settings, null)
                .awaitRevision(2)
                .close();
        try (TestNode again = TestNode.start(house.controlPlane, house.secret, settings, null);
                Chat chat = new Chat(again.awaitRevision(2).port())) {
            assertThat(chat.get("/v1/models", issuer.token(TokenIssuer.SUBJECT)).statusCode())
                    .isEqualTo(200);
        }
    }

    /** A body in pieces, requests in a row on one connection, and a token that is none, all while a check runs. */
    @Test
    void readsOnAfterTheCheckWhateverCameMeanwhile() throws IOException {
        trust(2, trust -> trust);
        String body = Chat.body("sandbox/echo", "hello", "");
        try (RawClient client = new RawClient(house.node.port())) {
            for (int i = 0; i < 3; i++) {
                String head = head(issuer.token("repo:acme/x" + i), body.length());
                client.send(head).send(body.substring(0, 10)).send(body.substring(10));
                assertThat(client.readResponse()).contains("200 OK").contains("hello");
            }
            String twice = head(issuer.token("repo:acme/y"), body.length()) + body;
            client.send(twice + twice);
            assertThat(client.readResponse()).contains("200 OK");
            assertThat(client.readResponse()).contains("200 OK");
            client.send(head(issuer.token("repo:evil/y"), 1_000_000));
            assertThat(client.readResponse()).contains("401").contains("token_not_trusted");
        }
    }

    @Test
    void refusesAManagementKeyThatCallsAModel() {
        KeyText management = TestPolicy.newKey();
        house.controlPlane.publish(
                house.policy(2).key(management, key -> key.setManagement(true)).build());
        house.node.awaitRevision(2);

        HttpResponse<String> answer = house.chat.ask(management, "sandbox/echo", "hi");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"key_is_management\"", "\"type\":\"permission_error\"");
        assertThat(house.chat.get("/v1/models", management.reveal()).body()).contains("\"data\":[]");
    }

    private void trust(long revision, UnaryOperator<WorkloadTrustPolicy.Builder> change) {
        house.controlPlane.publish(house.policy(revision)
                .with(policy ->
                        policy.addWorkloadTrusts(change.apply(trustPolicy(house.key, "trust-1", "repo:acme/*"))))
                .build());
        house.node.awaitRevision(revision);
    }

    private WorkloadTrustPolicy.Builder trustPolicy(KeyText key, String id, String subjects) {
        return WorkloadTrustPolicy.newBuilder()
                .setTrustId(id)
                .setOrganizationId(TestPolicy.ORGANIZATION)
                .setIssuer(TokenIssuer.ISSUER)
                .setAudience(TokenIssuer.AUDIENCE)
                .setSubjectPattern(subjects)
                .setKeyHash(house.policy(1).hash(key))
                .addKeys(issuer.key());
    }

    private HttpResponse<String> ask(String token) {
        return house.chat.post(token, Chat.body("sandbox/echo", "hi", ""));
    }

    private void assertRefused(String token, String code) {
        HttpResponse<String> answer = ask(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"" + code).doesNotContain(token.substring(5));
    }

    private static String unsigned(String claims) {
        List<String> parts = List.of("{\"alg\":\"none\"}", claims);
        return String.join(
                        ".",
                        parts.stream()
                                .map(part -> TokenIssuer.base64(part.getBytes(StandardCharsets.UTF_8)))
                                .toList())
                + ".";
    }

    private String hmacWithThePublicKey(String claims) throws GeneralSecurityException {
        String signed = TokenIssuer.base64("{\"alg\":\"HS256\",\"kid\":\"k1\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + TokenIssuer.base64(claims.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(issuer.publicKey().getEncoded(), "HmacSHA256"));
        return signed + "." + TokenIssuer.base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String head(String token, int length) {
        return "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
