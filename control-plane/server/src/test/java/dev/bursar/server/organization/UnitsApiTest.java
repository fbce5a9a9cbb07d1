package dev.bursar.server.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Teams, projects and classes as a script sees them. */
@WithDemoServer
class UnitsApiTest {
    private final DemoServer server;
    private final DemoServer.Client admin;
    private final String organization;
    private final String units;

    UnitsApiTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.organization = "/admin/v1/organizations/" + server.acme();
        this.units = organization + "/units";
    }

    @Test
    void createsRenamesMovesArchivesAndRestores() {
        String science = id(create("team", "Science", null));
        String physics = id(create("team", "Physics", science));
        Answer lab = create("project", "Lab", physics);
        assertThat(lab.status()).isEqualTo(201);
        assertThat(lab.json().path("path").toString()).isEqualTo("[\"Science\",\"Physics\",\"Lab\"]");

        Answer moved = admin.send(
                "PATCH",
                units + "/" + id(lab),
                "{\"name\":\"Laser lab\",\"parentId\":\"" + science + "\"}",
                Map.of("if-match", "\"1\""));
        assertThat(moved.json().path("path").toString()).isEqualTo("[\"Science\",\"Laser lab\"]");
        assertThat(admin.send("PATCH", units + "/" + id(lab), "{\"toTop\":true}", Map.of("if-match", "\"1\""))
                        .code())
                .isEqualTo("version_mismatch");
        assertThat(admin.post(units + "/" + science + "/archive", null).code()).isEqualTo("unit_not_empty");
        assertThat(admin.post(units + "/" + id(lab) + "/archive", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("archived");
        assertThat(admin.patch(units + "/" + id(lab), "{\"name\":\"x\"}").code())
                .isEqualTo("unit_archived");
        assertThat(admin.post(units + "/" + id(lab) + "/restore", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("active");
        assertThat(auditActions(id(lab)))
                .containsExactly("unit.restored", "unit.archived", "unit.changed", "unit.created");
    }

    @Test
    void refusesToMoveATeamIntoItself() {
        String upper = id(create("team", "Upper", null));
        String lower = id(create("team", "Lower", upper));

        Answer circle = admin.patch(units + "/" + upper, "{\"parentId\":\"" + lower + "\"}");

        assertThat(circle.status()).isEqualTo(400);
        assertThat(circle.code()).isEqualTo("unit_in_itself");
        assertThat(admin.patch(units + "/" + upper, "{\"parentId\":\"" + upper + "\"}")
                        .code())
                .isEqualTo("unit_in_itself");
    }

    @Test
    void boundsTheDepthAlsoOfWhatIsMoved() {
        List<String> chain = new ArrayList<>();
        for (int i = 0; i < Units.MOST_FLOORS; i++) {
            chain.add(id(create("team", "Floor " + i, chain.isEmpty() ? null : chain.getLast())));
        }
        assertThat(create("team", "Too deep", chain.getLast()).code()).isEqualTo("unit_too_deep");
        String outside = id(create("team", "Outside", null));
        create("project", "In it", outside);
        assertThat(admin.patch(units + "/" + outside, "{\"parentId\":\"" + chain.get(Units.MOST_FLOORS - 2) + "\"}")
                        .code())
                .isEqualTo("unit_too_deep");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"planet","name":"x"}                                                       | validation_failed
            {"kind":"team","name":" "}                                                         | validation_failed
            {"kind":"team","name":"x","parentId":"b2c7b3a8-0000-4000-8000-000000000000"}       | unit_unknown
            {"kind":"team","name":"x","path":["y"]}                                            | unknown_field
            """)
    void saysWhatIsWrongWithAUnit(String body, String code) {
        Answer answer = admin.post(units, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void putsNothingIntoAProject() {
        String project = id(create("project", "Alone", null));

        assertThat(create("class", "In it", project).code()).isEqualTo("parent_is_no_team");
    }

    @Test
    void listsByNamePageByPage() {
        String parent = id(create("team", "Listed", null));
        create("project", "b", parent);
        create("class", "a", parent);
        create("team", "c", parent);

        List<String> names = new ArrayList<>();
        String next = "";
        do {
            var page = admin.get(units + "?size=2&parentId=" + parent + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.path("items").forEach(item -> names.add(item.path("name").asString()));
            next = page.path("next").isNull() ? "" : page.path("next").asString();
        } while (!next.isEmpty());

        assertThat(names).containsExactly("a", "b", "c");
        assertThat(admin.get(units + "?kind=planet").status()).isEqualTo(400);
        assertThat(admin.get(units + "?cursor=MXx4").status()).isEqualTo(400);
    }

    @Test
    void chargesAKeyToAUnitAndCountsIt() {
        String team = id(create("team", "Charged", null));

        Answer issued = admin.post(organization + "/keys", "{\"name\":\"k\",\"unitId\":\"" + team + "\"}");
        var key = issued.json().path("key");
        assertThat(key.path("unitName").asString()).isEqualTo("Charged");
        assertThat(admin.get(units + "/" + team).json().path("keys").asLong()).isEqualTo(1);

        String other = id(create("team", "Other", null));
        Answer moved =
                admin.patch(organization + "/keys/" + key.path("id").asString(), "{\"unitId\":\"" + other + "\"}");
        assertThat(moved.json().path("unitName").asString()).isEqualTo("Other");
        assertThat(admin.patch(organization + "/keys/" + key.path("id").asString(), "{\"noUnit\":true}")
                        .json()
                        .path("unitId")
                        .isNull())
                .isTrue();
        admin.post(units + "/" + other + "/archive", null);
        assertThat(admin.post(organization + "/keys", "{\"name\":\"k\",\"unitId\":\"" + other + "\"}")
                        .code())
                .isEqualTo("unit_archived");
    }

    /** What the preview says is what the move does. */
    @Test
    void movesAUnitWithItsKeysBudgetsAndRolesAfterSayingSo() {
        String company = id(create("team", "Moves company", null));
        String from = id(create("team", "Moves from", company));
        String to = id(create("team", "Moves to", company));
        String unit = id(create("class", "Moved class", from));
        String left = budget("From's cap", from);
        String joined = budget("To's cap", to);
        budget("Both's cap", company);
        String key = admin.post(organization + "/keys", "{\"name\":\"moved\",\"unitId\":\"" + unit + "\"}")
                .json()
                .at("/key/id")
                .asString();
        String lead = invite("lead", from);
        String heir = invite("heir", to);

        var impact =
                admin.get(units + "/" + unit + "/move-impact?parentId=" + to).json();
        assertThat(impact.path("keys").asLong()).isEqualTo(1);
        assertThat(impact.path("budgetsLeft").toString())
                .contains(left, "Moves from")
                .doesNotContain("Both's");
        assertThat(impact.path("budgetsJoined").toString()).contains(joined).doesNotContain("Both's");
        assertThat(impact.path("rolesLost").asLong()).isEqualTo(1);
        assertThat(impact.path("rolesGained").asLong()).isEqualTo(1);
        assertThat(mayWriteKeys(lead, unit)).isTrue();
        assertThat(mayWriteKeys(heir, unit)).isFalse();
        assertThat(admin.get(units + "/" + unit).json().path("path").toString()).contains("Moves from");

        admin.patch(units + "/" + unit, "{\"parentId\":\"" + to + "\"}");

        assertThat(mayWriteKeys(lead, unit)).isFalse();
        assertThat(mayWriteKeys(heir, unit)).isTrue();
        assertThat(admin.get(organization + "/budget-tree/path?scope=key&of=" + key)
                        .body())
                .contains("Both's cap", "To's cap")
                .doesNotContain("From's cap");
        assertThat(admin.get(organization + "/keys?unitId=" + to).body()).contains(key);
        assertThat(admin.get(organization + "/keys?unitId=" + from).body()).doesNotContain(key);
        assertThat(admin.get(units + "/" + unit).json().path("path").toString()).contains("Moves to");
        var out = admin.get(units + "/" + unit + "/move-impact").json();
        assertThat(out.path("budgetsLeft").size()).isEqualTo(2);
        assertThat(out.path("budgetsJoined").isEmpty()).isTrue();
        assertThat(out.path("rolesLost").asLong()).isEqualTo(1);
    }

    @Test
    void refusesToPreviewAMoveThatWouldBeRefused() {
        String team = id(create("team", "Preview team", null));
        String inside = id(create("team", "Preview inside", team));
        String project = id(create("project", "Preview project", null));
        String preview = units + "/" + team + "/move-impact?parentId=";

        assertThat(admin.get(preview + inside).code()).isEqualTo("unit_in_itself");
        assertThat(admin.get(preview + project).code()).isEqualTo("parent_is_no_team");
        assertThat(admin.get(preview + UUID.randomUUID()).code()).isEqualTo("unit_unknown");
        assertThat(server.as("auditor@acme.test")
                        .get(units + "/" + inside + "/move-impact")
                        .status())
                .isEqualTo(200);
        assertThat(server.as("member@acme.test")
                        .get(units + "/" + inside + "/move-impact")
                        .status())
                .isEqualTo(403);
        admin.post(units + "/" + project + "/archive", null);
        assertThat(admin.get(units + "/" + project + "/move-impact?parentId=" + team)
                        .code())
                .isEqualTo("unit_archived");
    }

    private String budget(String name, String team) {
        return id(admin.post(
                organization + "/budgets",
                "{\"name\":\"" + name + "\",\"scope\":\"team\",\"scopeId\":\"" + team
                        + "\",\"period\":\"month\",\"limitUsd\":\"5.00\"}"));
    }

    /** A team admin's id, who need not have come yet. */
    private String invite(String name, String team) {
        Answer invited = admin.post(
                organization + "/invitations",
                "{\"email\":\"" + name + UUID.randomUUID()
                        + "@acme.test\",\"roles\":[{\"role\":\"team_admin\",\"unitId\":\"" + team + "\"}]}");
        return invited.json().at("/invitation/memberId").asString();
    }

    private boolean mayWriteKeys(String member, String unit) {
        return !admin.get(organization + "/access/" + member + "/why?action=key.write&unitId=" + unit)
                .json()
                .path("reasons")
                .isEmpty();
    }

    @Test
    void letsNobodyChargeATeamWithAKeyOfTheirOwn() {
        String team = id(create("team", "Rich", null));
        DemoServer.Client member = server.as("member@acme.test");

        assertThat(member.post(organization + "/keys", "{\"name\":\"k\",\"unitId\":\"" + team + "\"}")
                        .status())
                .isEqualTo(403);
        assertThat(member.post(units, "{\"kind\":\"team\",\"name\":\"Mine\"}").status())
                .isEqualTo(403);
    }

    @Test
    void keepsHowMoneyIsCounted() {
        String before =
                admin.get(organization).json().path("fiscalYearStartMonth").asString();
        Answer changed = admin.patch(
                organization,
                "{\"fiscalYearStartMonth\":10,\"weekStart\":7,\"topUpFeeBasisPoints\":550,"
                        + "\"ownCredentialFeeBasisPoints\":500,\"fourEyesAboveUsd\":\"250.00\"}");

        assertThat(changed.json().path("fiscalYearStartMonth").asInt()).isEqualTo(10);
        assertThat(changed.json().path("weekStart").asInt()).isEqualTo(7);
        assertThat(changed.json().path("ownCredentialFeeBasisPoints").asInt()).isEqualTo(500);
        assertThat(changed.json().path("fourEyesAbove").path("usd").asString()).isEqualTo("250.00");
        assertThat(admin.patch(organization, "{\"weekStart\":8}").status()).isEqualTo(400);
        assertThat(admin.patch(organization, "{\"fourEyesAboveUsd\":\"-1\"}").code())
                .isEqualTo("amount_malformed");
        admin.patch(organization, "{\"fiscalYearStartMonth\":" + before + ",\"weekStart\":1}");
    }

    private Answer create(String kind, String name, @org.jspecify.annotations.Nullable String parent) {
        String in = parent == null ? "" : ",\"parentId\":\"" + parent + "\"";
        return admin.post(units, "{\"kind\":\"" + kind + "\",\"name\":\"" + name + "\"" + in + "}");
    }

    private List<String> auditActions(String unitId) {
        List<String> actions = new ArrayList<>();
        admin.get(organization + "/audit?resourceKind=unit&resourceId=" + UUID.fromString(unitId))
                .json()
                .path("items")
                .forEach(entry -> actions.add(entry.path("action").asString()));
        return actions;
    }

    private static String id(Answer answer) {
        return answer.json().path("id").asString();
    }
}
