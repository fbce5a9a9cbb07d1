package dev.bursar.server.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.platform.database.TestDatabase;
import dev.bursar.server.platform.database.WithPostgres;
import dev.bursar.server.publication.PublishedKeys;
import dev.bursar.server.sso.FakeIssuer;
import dev.bursar.server.testing.Eventually;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Of an organization that is deleted nothing stays but its books and its audit log: asked of PostgreSQL's own catalog, table
 * by table. A table that is new has to be filled here before, or named among what stays.
 */
@WithPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NothingStaysTest {
    private static final String ALL = "/admin/v1/organizations";

    /** By design: architecture decision 15. */
    private static final Set<String> STAYS = Set.of(
            // The audit log.
            "audit_entry",
            "audit_head",
            "audit_member",
            // The books: what was spent, within which limits, at which prices.
            "ledger_balance",
            "ledger_check",
            "ledger_entry",
            "ledger_head",
            "ledger_line",
            "budget",
            "budget_adjustment",
            "budget_period",
            "budget_raise",
            "budget_spend",
            "doubt_resolution",
            "lease",
            "lease_request",
            "usage_charge",
            "usage_event",
            "usage_rollup",
            "spend_hour",
            "model",
            "model_price",
            // What the books name: without secrets, people without names.
            "organization",
            "unit",
            "member",
            "api_key",
            "provider",
            // The installation's own: which organizations there were, in which order policy changed, where leases are.
            "tenant",
            "policy_change",
            "lease_holder");

    private final DemoServer server;
    private final Client operator;
    private final FakeIssuer.Logins logins;
    private final HttpServer provider;

    NothingStaysTest(TestDatabase database) throws Exception {
        server = DemoServer.start(
                database,
                Map.of("bursar.sso.private-network", "true", "bursar.keycloak.events-every", "1s"),
                FakeIssuer.class);
        operator = server.as("operator@acme.test");
        logins = server.bean(FakeIssuer.Logins.class);
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] metadata = """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys"}""".formatted(provider()).getBytes(StandardCharsets.UTF_8);
        provider.createContext("/.well-known/openid-configuration", exchange -> {
            exchange.sendResponseHeaders(200, metadata.length);
            exchange.getResponseBody().write(metadata);
            exchange.close();
        });
        provider.start();
    }

    @AfterAll
    void stop() {
        provider.stop(0);
        server.close();
    }

    @Test
    void forgetsAllButTheBooksAndTheAuditLog() {
        String id = made(operator.send(
                        "POST",
                        ALL,
                        "{\"name\":\"Leaver\",\"slug\":\"leaver\"}",
                        Map.of("idempotency-key", "leaver", "content-type", "application/json")))
                .path("id")
                .asString();
        String organization = ALL + "/" + id;
        Furnished furnished = furnish(id, organization);
        logins.down = true;
        post(organization + "/sso/groups", "{\"name\":\"told later\"}");
        assertThat(empty(id))
                .as("tables that are not filled here, and are not among what stays")
                .isEmpty();

        operator.post(organization + "/archive", null);
        JsonNode impact = operator.get(organization + "/impact").json();
        Map<String, Integer> ends = new TreeMap<>();
        impact.path("ends")
                .forEach(one ->
                        ends.put(one.path("what").asString(), one.path("number").asInt()));
        assertThat(ends)
                .containsEntry("sso_connections", 1)
                .containsEntry("mail_domains", 1)
                .containsEntry("scim_tokens", 1)
                .containsEntry("service_accounts", 1)
                .containsEntry("management_keys", 1)
                .containsEntry("workload_trusts", 1)
                .containsEntry("alert_channels", 1)
                .containsEntry("invitations", 1)
                .containsEntry("groups", 2)
                .containsEntry("custom_roles", 1)
                .containsEntry("provider_credentials", 1)
                .containsEntry("requests_for_more", 1);

        Answer deleted = operator.post(organization + "/delete", "{\"name\":\"Leaver\"}");

        assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
        assertThat(filled(id))
                .as("Keycloak could not be told yet")
                .containsExactlyInAnyOrder("issuer_task", "appointment");
        assertThat(logins.applied).containsKey(UUID.fromString(id));
        logins.down = false;
        Eventually.until("Keycloak is told", () -> !logins.applied.containsKey(UUID.fromString(id)));
        Eventually.until("nothing is left to do", () -> filled(id).isEmpty());
        assertThat(logins.closed).contains("subject of break-glass-leaver");

        assertThat(PublishedKeys.stateOf(server, id, furnished.key())).isEqualTo("KEY_STATE_REVOKED");
        assertThat(PublishedKeys.removed(server).getWorkloadTrustIdsList()).contains(furnished.trust());
        assertThat(PublishedKeys.removed(server).getProviderIdsList()).contains(furnished.provider());
        assertThat(server.withToken(furnished.managementKey()).get(organization).status())
                .isEqualTo(401);
        assertThat(server.withToken(furnished.scimToken())
                        .get("/scim/v2/" + id + "/Users")
                        .status())
                .isEqualTo(401);
        assertThat(people(id)).as("of people nothing is known").isEmpty();
        String theirs = ALL + "/" + server.globex() + "/sso/domains";
        server.as("admin@globex.test").post(theirs, "{\"domain\":\"leaver.test\"}");
        assertThat(operator.post(theirs + "/leaver.test/vouch", null).status())
                .as("its domain is free for others")
                .isEqualTo(200);
    }

    private record Furnished(String key, String trust, String provider, String managementKey, String scimToken) {}

    /** At least one row in each table that nothing stays in. */
    private Furnished furnish(String id, String organization) {
        String provider = post(
                        organization + "/providers",
                        "{\"name\":\"P\",\"slug\":\"p\",\"baseUrl\":\"https://api.example.org/v1\",\"credential\":\"sk-0123456789\"}")
                .path("id")
                .asString();
        String key = post(organization + "/keys", "{\"name\":\"k\",\"capUsd\":\"5.00\"}")
                .at("/key/id")
                .asString();
        String budget =
                operator.get(organization + "/budgets").json().at("/items/0/id").asString();
        String channel = post(
                        organization + "/alert-channels",
                        "{\"name\":\"Team\",\"kind\":\"email\",\"target\":\"team@leaver.test\"}")
                .at("/channel/id")
                .asString();
        String rule = post(
                        organization + "/alert-rules",
                        "{\"name\":\"half\",\"kind\":\"threshold\",\"percent\":50,\"channelIds\":[\"" + channel
                                + "\"]}")
                .path("id")
                .asString();
        post(organization + "/invitations", "{\"email\":\"new@leaver.test\",\"roles\":[{\"role\":\"member\"}]}");
        post(organization + "/roles", "{\"name\":\"Reader\",\"actions\":[\"key.read\"]}");
        String sso = organization + "/sso";
        post(sso + "/domains", "{\"domain\":\"leaver.test\"}");
        post(sso + "/domains/leaver.test/vouch", null);
        post(
                sso + "/connections",
                "{\"kind\":\"oidc\",\"name\":\"L\",\"metadataUrl\":\"" + provider()
                        + "\",\"clientId\":\"c\",\"clientSecret\":\"s\"}");
        post(sso + "/break-glass", null);
        String group =
                post(sso + "/groups", "{\"name\":\"engineers\"}").path("id").asString();
        String account = post(organization + "/service-accounts", "{\"name\":\"ci\"}")
                .path("id")
                .asString();
        String managementKey = post(organization + "/service-accounts/" + account + "/keys", "{\"name\":\"m\"}")
                .path("secret")
                .asString();
        String trust = post(
                        organization + "/workload-trusts",
                        "{\"name\":\"job\",\"issuer\":\"http://127.0.0.1:9\",\"subjectPattern\":\"job\",\"keyId\":\""
                                + key + "\"}")
                .path("id")
                .asString();
        String scim = post(organization + "/scim/tokens", "{\"name\":\"idp\"}")
                .path("secret")
                .asString();
        byHand(id, group, budget, key, rule, channel);
        return new Furnished(key, trust, provider, managementKey, scim);
    }

    /** What comes of itself, in time. */
    private void byHand(String id, String group, String budget, String key, String rule, String channel) {
        owner(id, "INSERT INTO group_member SELECT organization_id, '" + group + "', member_id FROM member LIMIT 1");
        owner(id, "INSERT INTO issuer_event VALUES ('" + id + "', 'event', now())");
        String request = UUID.randomUUID().toString();
        owner(
                id,
                "INSERT INTO budget_request (organization_id, budget_request_id, budget_id, asked_by_key_id, amount_nanos,"
                        + " reason, state, approvals_needed, created_at, expires_at) VALUES ('" + id + "', '" + request
                        + "', '"
                        + budget
                        + "', '" + key + "', 1, 'more', 'open', 1, now(), now() + interval '1 day')");
        owner(
                id,
                "INSERT INTO budget_request_vote SELECT organization_id, '" + request
                        + "', member_id, 'approve', now() FROM member LIMIT 1");
        String alert = UUID.randomUUID().toString();
        owner(
                id,
                "INSERT INTO alert (organization_id, alert_id, rule_id, budget_id, kind, crossing, sentence, facts, at) VALUES ('"
                        + id + "', '" + alert + "', '" + rule + "', '" + budget
                        + "', 'threshold', 'c', 's', '{}', now())");
        owner(
                id,
                "INSERT INTO alert_delivery (organization_id, delivery_id, alert_id, channel_id, state, created_at) VALUES ('"
                        + id + "', '" + UUID.randomUUID() + "', '" + alert + "', '" + channel + "', 'failed', now())");
    }

    private JsonNode post(String path, @Nullable String body) {
        return made(operator.post(path, body));
    }

    private static JsonNode made(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
        return answer.json();
    }

    private List<String> empty(String id) {
        Set<String> empty = new TreeSet<>(tables());
        empty.removeAll(filled(id));
        return List.copyOf(empty);
    }

    /** Tables with rows of the organization, but for those in which they stay. */
    private List<String> filled(String id) {
        List<String> filled = new ArrayList<>();
        for (String table : tables()) {
            if (count(id, table + " WHERE organization_id = '" + id + "'") > 0) {
                filled.add(table);
            }
        }
        return filled;
    }

    /** Of the catalog: whatever names an organization. */
    private List<String> tables() {
        List<String> all = server.database()
                .asOwner(owner -> owner.fetch(
                                "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                                        + " AND a.attname = 'organization_id' AND NOT a.attisdropped"
                                        + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
                                        + " AND NOT c.relispartition")
                        .getValues(0, String.class));
        assertThat(all).containsAll(STAYS);
        return all.stream().filter(table -> !STAYS.contains(table)).sorted().toList();
    }

    /** What is written of them that could name anybody. */
    private List<String> people(String id) {
        return server.database()
                .asOwner(owner -> owner.transactionResult(tx -> {
                    tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", id);
                    return tx.dsl()
                            .fetch("SELECT member_id::text FROM member WHERE organization_id = '" + id
                                    + "' AND (email <> '' OR display_name <> 'Former member' OR issuer IS NOT NULL"
                                    + " OR former_issuer IS NOT NULL OR user_name IS NOT NULL OR external_id IS NOT NULL"
                                    + " OR scim_attributes <> '{}')")
                            .getValues(0, String.class);
                }));
    }

    private void owner(String id, String sql) {
        server.database()
                .asOwner(owner -> owner.transactionResult(tx -> {
                    tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", id);
                    return tx.dsl().execute(sql);
                }));
    }

    private int count(String id, String rows) {
        return server.database()
                .asOwner(owner -> owner.transactionResult(tx -> {
                    tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", id);
                    return tx.dsl()
                            .fetchSingle("SELECT count(*)::int FROM " + rows)
                            .get(0, Integer.class);
                }));
    }

    private String provider() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }
}
