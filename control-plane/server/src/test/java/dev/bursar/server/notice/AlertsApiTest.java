package dev.bursar.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules and channels as a script sees them. */
@WithDemoServer
class AlertsApiTest {
    private final DemoServer server;
    private final Client admin;
    private final String organization;

    AlertsApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.organization = "/admin/v1/organizations/" + server.acme();
    }

    @Test
    void beginsWithRulesThatTellEachBudgetsOwner() {
        assertThat(admin.get(organization + "/alert-rules?size=200").json().path("items"))
                .filteredOn(rule -> rule.path("tellOwner").asBoolean())
                .extracting(rule -> rule.path("percent").asInt())
                .contains(80, 100);
    }

    @Test
    void makesChangesAndArchivesARule() {
        Answer created = admin.post(organization + "/alert-rules", rule("Half", "threshold", "50"));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String one = organization + "/alert-rules/" + id(created);

        Answer changed = admin.send("PUT", one, rule("Most", "threshold", "90"), Map.of("if-match", "\"1\""));
        assertThat(changed.json().path("percent").asInt()).isEqualTo(90);
        assertThat(changed.header("etag")).isEqualTo("\"2\"");
        assertThat(admin.send("PUT", one, rule("x", "anomaly", "null"), Map.of("if-match", "\"1\""))
                        .status())
                .isEqualTo(412);
        assertThat(admin.post(one + "/archive", null).json().path("state").asString())
                .isEqualTo("archived");
        assertThat(admin.send("PUT", one, rule("x", "anomaly", "null"), Map.of())
                        .code())
                .isEqualTo("rule_archived");
        assertThat(auditActions("alert_rule", id(created)))
                .containsExactly("alert_rule.archived", "alert_rule.changed", "alert_rule.created");
    }

    @Test
    void showsASigningSecretOnceAndATargetNever() {
        Answer created = admin.post(
                organization + "/alert-channels",
                channel("webhook", "https://hooks.example.com/services/T0/very-secret"));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String secret = created.json().path("signingSecret").asString();
        String id = created.json().path("channel").path("id").asString();
        assertThat(secret).startsWith("whsec_");
        assertThat(created.body()).doesNotContain("very-secret");

        String listed = admin.get(organization + "/alert-channels").body();
        String audited =
                admin.get(organization + "/audit?resourceKind=alert_channel").body();

        assertThat(listed).contains("https://hooks.example.com/…").doesNotContain("very-secret", secret);
        assertThat(audited).contains("alert_channel.created").doesNotContain("very-secret", secret);
        assertThat(admin.post(organization + "/alert-channels/" + id + "/archive", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("archived");
        assertThat(admin.post(organization + "/alert-channels/" + id + "/test", null)
                        .code())
                .isEqualTo("channel_archived");
    }

    @Test
    void saysWhyATestDidNotArrive() {
        String id = admin.post(organization + "/alert-channels", channel("email", "team@example.com"))
                .json()
                .path("channel")
                .path("id")
                .asString();

        Answer tested = admin.post(organization + "/alert-channels/" + id + "/test", null);

        assertThat(tested.status()).as(tested.body()).isEqualTo(200);
        assertThat(tested.json().path("delivered").asBoolean()).isFalse();
        assertThat(tested.json().path("message").asString()).contains("No mail server is configured");
        assertThat(auditActions("alert_channel", id)).contains("alert_channel.tested");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    email   | nobody                            | email_invalid
                    email   | a@b                               | email_invalid
                    email   | a@example.com,b@example.com       | email_invalid
                    slack   | http://hooks.example.com/x        | url_not_https
                    slack   | https://127.0.0.1/x               | url_inward
                    webhook | https://2130706433/x              | url_inward
                    webhook | https://[::1]/x                   | url_inward
                    webhook | https://metadata.internal/x       | url_inward
                    webhook | https://169.254.169.254/latest    | url_inward
                    webhook | https://user@example.com/x        | url_invalid
                    webhook | https://example.com:0/x           | url_invalid
                    webhook | ftp://example.com/x               | url_not_https
                    webhook | nonsense                          | url_invalid
                    pigeon  | coop                              | validation_failed
                    """)
    void refusesATargetThatIsNone(String kind, String target, String code) {
        Answer answer = admin.post(organization + "/alert-channels", channel(kind, target));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void refusesRulesThatMeanNothing() {
        assertThat(admin.post(organization + "/alert-rules", rule("r", "threshold", "null"))
                        .code())
                .isEqualTo("percent_mismatch");
        assertThat(admin.post(organization + "/alert-rules", rule("r", "anomaly", "80"))
                        .code())
                .isEqualTo("percent_mismatch");
        assertThat(admin.post(
                                organization + "/alert-rules",
                                "{\"name\":\"r\",\"kind\":\"anomaly\",\"channelIds\":[\"" + UUID.randomUUID() + "\"]}")
                        .code())
                .isEqualTo("channel_unknown");
        assertThat(admin.post(
                                organization + "/alert-rules",
                                "{\"name\":\"r\",\"kind\":\"anomaly\",\"channelIds\":[],\"budgetId\":\""
                                        + UUID.randomUUID() + "\"}")
                        .code())
                .isEqualTo("budget_unknown");
    }

    @Test
    void letsMembersNeitherReadNorWrite() {
        Client member = server.as("member@acme.test");

        assertThat(member.get(organization + "/alerts").status()).isEqualTo(403);
        assertThat(member.get(organization + "/alert-deliveries").status()).isEqualTo(403);
        assertThat(server.as("auditor@acme.test")
                        .post(organization + "/alert-rules", rule("r", "anomaly", "null"))
                        .status())
                .isEqualTo(403);
    }

    private static String rule(String name, String kind, String percent) {
        return "{\"name\":\"" + name + "\",\"kind\":\"" + kind + "\",\"percent\":" + percent + ",\"channelIds\":[]}";
    }

    private static String channel(String kind, String target) {
        return "{\"kind\":\"" + kind + "\",\"name\":\"The channel\",\"target\":\"" + target + "\"}";
    }

    private List<String> auditActions(String kind, String id) {
        List<String> actions = new ArrayList<>();
        admin.get(organization + "/audit?resourceKind=" + kind + "&resourceId=" + id)
                .json()
                .path("items")
                .forEach(entry -> actions.add(entry.path("action").asString()));
        return actions;
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asString();
    }
}
