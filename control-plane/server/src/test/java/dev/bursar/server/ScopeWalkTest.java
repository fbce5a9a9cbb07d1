package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.identity.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Walks every operation of the Admin API as each role, held over one unit's subtree only, with the ids of what stands in
 * another: nothing of it is there for them, and nothing changes.
 */
@WithDemoServer
class ScopeWalkTest {
    private final DemoServer server;
    private final Client admin;
    private final String organization;
    private final List<String> outside = new ArrayList<>();
    private String inside = "";

    ScopeWalkTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.organization = "/admin/v1/organizations/" + server.acme();
    }

    /** One of each kind in another subtree. */
    @BeforeEach
    void furnish() {
        inside = unit("Walked " + UUID.randomUUID());
        String unit = unit("Beside " + UUID.randomUUID());
        outside.add(unit);
        outside.add(made("/keys", "{\"name\":\"beside\",\"unitId\":\"" + unit + "\"}")
                .at("/key/id")
                .asString());
        JsonNode budget = made(
                "/budgets",
                "{\"name\":\"beside\",\"scope\":\"team\",\"scopeId\":\"" + unit
                        + "\",\"period\":\"month\",\"limitUsd\":\"1.00\"}");
        outside.add(budget.path("id").asString());
        outside.add(made(
                        "/alert-rules",
                        "{\"name\":\"beside\",\"kind\":\"threshold\",\"percent\":50,\"channelIds\":[],\"budgetId\":\""
                                + budget.path("id").asString() + "\"}")
                .path("id")
                .asString());
        JsonNode invited = made("/invitations", invitation("member", unit));
        outside.add(invited.at("/invitation/id").asString());
        outside.add(invited.at("/invitation/memberId").asString());
        outside.add(admin.get(organization + "/role-grants?unitId=" + unit)
                .json()
                .at("/items/0/id")
                .asString());
        assertThat(outside).doesNotContain("").hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"organization_admin", "finance", "team_admin", "instructor", "member", "auditor"})
    void keepsEachRoleInItsSubtree(String role) {
        Client client = holder(role);
        String before = Fingerprint.of(server);
        int walked = 0;
        for (Operation operation : Operation.all(
                server.withToken(null).get("/admin/v1/openapi.json").json())) {
            if (operation.path().contains("{organizationId}")) {
                walked += walk(client, role, operation);
            }
        }
        assertThat(walked).isGreaterThan(300);
        assertThat(Fingerprint.of(server)).isEqualTo(before);
    }

    private int walk(Client client, String role, Operation operation) {
        if (!operation.namesOne()) {
            Operation concrete = operation.in(server.acme());
            if (concrete.reads()) {
                Answer answer = concrete.send(client);
                String as = role + " " + concrete.name() + " " + answer.body();
                assertThat(answer.status()).as(as).isIn(200, 400, 403);
                outside.forEach(id -> assertThat(answer.body()).as(as).doesNotContain(id));
            }
            return 1;
        }
        for (String id : outside) {
            Operation concrete = operation.in(server.acme()).with(id);
            Answer answer = concrete.send(client);
            String as = role + " " + concrete.name() + " " + answer.body();
            // 403 where the role allows it nowhere: that says nothing about the thing.
            assertThat(answer.status()).as(as).isIn(403, 404);
            assertThat(answer.status() == 404 || answer.code().equals("action_missing"))
                    .as(as)
                    .isTrue();
        }
        return outside.size();
    }

    /** Somebody who holds the role over the other subtree, and nothing else. */
    private Client holder(String role) {
        JsonNode invited = made("/invitations", invitation(role, inside));
        String email = invited.at("/invitation/email").asString();
        server.bean(Accounts.class).put(UUID.randomUUID().toString(), email, role, "a-long-password-of-theirs");
        Client client = server.withToken(server.withToken(null)
                .post("/issuer/token", "{\"email\":\"" + email + "\",\"password\":\"a-long-password-of-theirs\"}")
                .json()
                .path("access_token")
                .asString());
        Answer joined = client.post(
                organization + "/invitations/accept",
                "{\"token\":\"" + invited.path("token").asString() + "\"}");
        assertThat(joined.status()).as(joined.body()).isEqualTo(200);
        return client;
    }

    private String unit(String name) {
        return made("/units", "{\"kind\":\"team\",\"name\":\"" + name + "\"}")
                .path("id")
                .asString();
    }

    private JsonNode made(String path, String body) {
        Answer answer = admin.post(organization + path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String invitation(String role, String unit) {
        return "{\"email\":\"w" + UUID.randomUUID() + "@acme.test\",\"roles\":[{\"role\":\"" + role + "\",\"unitId\":\""
                + unit + "\"}]}";
    }
}
