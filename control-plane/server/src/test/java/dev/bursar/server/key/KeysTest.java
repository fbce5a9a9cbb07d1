package dev.bursar.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.policy.key.KeyText;
import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@WithDemoServer
class KeysTest {
    private final DemoServer server;
    private final Client admin;
    private final Client member;
    private final String keys;

    KeysTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.member = server.as("member@acme.test");
        this.keys = "/admin/v1/organizations/" + server.acme() + "/keys";
    }

    @Test
    void issuesACappedKeyAndShowsItsSecretOnce() {
        Answer issued = admin.post(
                keys,
                "{\"name\":\" Thesis \",\"models\":[\"sandbox/*\",\"sandbox/*\"],\"capUsd\":\"12.5\",\"capPeriod\":\"month\"}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        String secret = issued.json().path("secret").asString();
        assertThat(KeyText.parse(secret)).isPresent();
        JsonNode key = issued.json().path("key");
        assertThat(key.path("name").asString()).isEqualTo("Thesis");
        assertThat(key.path("models").toString()).isEqualTo("[\"sandbox/*\"]");
        assertThat(key.at("/budget/limit/usd").asString()).isEqualTo("12.50");
        assertThat(key.at("/budget/hard").asBoolean(false)).isTrue();
        assertThat(secret).startsWith(key.path("masked").asString().replace("_…", ""));
        Answer read = admin.get(keys + "/" + key.path("id").asString());
        assertThat(read.body()).doesNotContain(secret.substring(22));
        assertThat(admin.get("/admin/v1/organizations/" + server.acme() + "/audit")
                        .body())
                .contains("key.issued", "budget.created", "12.50")
                .doesNotContain(secret.substring(22));
    }

    @Test
    void changesAKeyOnlyFromTheVersionThatWasRead() {
        String path = keys + "/" + issue(admin, "versioned");
        assertThat(admin.get(path).header("etag")).isEqualTo("\"1\"");
        Answer changed = admin.send("PATCH", path, "{\"state\":\"disabled\"}", Map.of("If-Match", "\"1\""));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("etag")).isEqualTo("\"2\"");
        assertThat(changed.json().path("state").asString()).isEqualTo("disabled");
        Answer stale = admin.send("PATCH", path, "{\"state\":\"active\"}", Map.of("If-Match", "\"1\""));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("version_mismatch");
        assertThat(admin.send("PATCH", path, "{}", Map.of("If-Match", "1")).status())
                .isEqualTo(400);
        assertThat(admin.patch(path, "{\"name\":\"versioned\"}").header("etag")).isEqualTo("\"2\"");
    }

    @Test
    void takesAnExpiryAwayOnlyWhenToldSo() {
        String path = keys + "/" + issue(admin, "endless");
        String day = "2099-01-01T00:00:00Z";
        assertThat(admin.patch(path, "{\"expiresAt\":\"" + day + "\"}").status())
                .isEqualTo(200);
        assertThat(admin.patch(path, "{\"name\":\"endless still\"}")
                        .json()
                        .path("expiresAt")
                        .isNull())
                .isFalse();
        assertThat(admin.patch(path, "{\"neverExpires\":true,\"expiresAt\":\"" + day + "\"}")
                        .code())
                .isEqualTo("expiry_contradicts");
        assertThat(admin.patch(path, "{\"neverExpires\":true}")
                        .json()
                        .path("expiresAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void revokesForGood() {
        String path = keys + "/" + issue(admin, "doomed");
        Answer once = admin.post(path + "/revoke", null);
        Answer twice = admin.post(path + "/revoke", null);
        assertThat(once.json().path("state").asString()).isEqualTo("revoked");
        assertThat(twice.status()).isEqualTo(200);
        assertThat(twice.header("etag")).isEqualTo(once.header("etag"));
        assertThat(admin.patch(path, "{\"state\":\"active\"}").code()).isEqualTo("key_revoked");
        assertThat(admin.get(keys + "?state=revoked&search=doomed")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(admin.get(keys + "?state=active&search=doomed").json().path("items"))
                .isEmpty();
    }

    @Test
    void givesARetryItsFirstAnswerAndKeepsNoSecretInClear() {
        Map<String, String> once = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = admin.send("POST", keys, "{\"name\":\"retried\",\"capUsd\":\"1\"}", once);
        Answer retry = admin.send("POST", keys, "{\"name\":\"retried\",\"capUsd\":\"1\"}", once);
        assertThat(retry.status()).isEqualTo(201);
        assertThat(retry.json()).isEqualTo(first.json());
        assertThat(admin.get(keys + "?search=retried").json().path("items").size())
                .isEqualTo(1);
        Answer other = admin.send("POST", keys, "{\"name\":\"another\"}", once);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        assertThat(admin.send("POST", keys, "{\"name\":\"k\"}", Map.of("Idempotency-Key", "ä b"))
                        .status())
                .isEqualTo(400);
        // Another caller's key of the same text is another key.
        assertThat(member.send("POST", keys, "{\"name\":\"another\"}", once).status())
                .isEqualTo(201);
        String stored = server.database().asOwner(owner -> {
            StringBuilder all = new StringBuilder();
            owner.transaction(tx -> {
                tx.dsl().execute("SELECT set_config('bursar.organization', ?, true)", server.acme());
                all.append(tx.dsl().fetch("SELECT * FROM idempotent_reply").formatJSON());
            });
            return all.toString();
        });
        assertThat(stored).doesNotContain("bsr_", "retried").contains("key");
    }

    @Test
    void showsAMemberTheirOwnKeysOnly() {
        String adminsKey = issue(admin, "of the admin");
        String own = issue(member, "of the member");
        Set<String> owners = new HashSet<>();
        member.get(keys)
                .json()
                .path("items")
                .forEach(k -> owners.add(k.path("ownerName").asString()));
        assertThat(owners).containsExactly("Milo Tanaka");
        assertThat(member.get(keys + "/" + own).status()).isEqualTo(200);
        assertThat(member.get(keys + "/" + adminsKey).status()).isEqualTo(404);
        assertThat(member.patch(keys + "/" + adminsKey, "{\"name\":\"mine\"}").status())
                .isEqualTo(404);
        assertThat(member.post(keys + "/" + adminsKey + "/revoke", null).status())
                .isEqualTo(404);
        assertThat(member.post(keys + "/" + own + "/revoke", null).status()).isEqualTo(200);
    }

    @Test
    void refusesToIssueForSomebodyElseWithoutTheRightAndWritesItDown() {
        String somebody = server.as("admin@acme.test")
                .get("/admin/v1/me")
                .json()
                .at("/organizations/0/memberId")
                .asString();
        Answer answer = member.send(
                "POST",
                keys,
                "{\"name\":\"k\",\"ownerMemberId\":\"" + somebody + "\"}",
                Map.of("x-request-id", "refusal-of-milo"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("detail").asString()).contains("key.write");
        JsonNode entry = admin.get("/admin/v1/organizations/" + server.acme() + "/audit?search=access.refused&size=200")
                .json()
                .path("items")
                .path(0);
        assertThat(entry.path("outcome").asString()).isEqualTo("refused");
        assertThat(entry.path("actorName").asString()).isEqualTo("Milo Tanaka");
        assertThat(entry.path("requestId").asString()).isEqualTo("refusal-of-milo");
        assertThat(entry.at("/after/missing").asString()).isEqualTo("key.write");
    }

    @Test
    void letsFinanceSeeAllKeysButNotChangeThem() {
        String key = issue(admin, "seen by finance");
        Client finance = server.as("finance@acme.test");
        assertThat(finance.get(keys + "/" + key).status()).isEqualTo(200);
        assertThat(finance.post(keys + "/" + key + "/revoke", null).status()).isEqualTo(403);
        assertThat(admin.get(keys + "/" + key).json().path("state").asString()).isEqualTo("active");
    }

    @Test
    void pagesThroughAllKeysWithoutRepeatingAny() {
        for (int i = 0; i < 7; i++) {
            issue(admin, "page me " + i);
        }
        Set<String> seen = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page =
                    admin.get(keys + "?search=page%20me&size=3" + cursor).json();
            page.path("items")
                    .forEach(k -> assertThat(seen.add(k.path("id").asString())).isTrue());
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
            pages++;
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(7);
        assertThat(pages).isEqualTo(3);
    }

    private String issue(Client client, String name) {
        Answer issued = client.post(keys, "{\"name\":\"" + name + "\"}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        return issued.json().at("/key/id").asString();
    }
}
