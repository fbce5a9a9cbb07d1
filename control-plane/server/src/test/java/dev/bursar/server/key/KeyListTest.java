package dev.bursar.server.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import dev.bursar.server.WithDemoServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Keys by whose they are, where they stand and what they are called, in each order, page by page. */
@WithDemoServer
class KeyListTest {
    private final Client admin;
    private final Client member;
    private final String organization;
    private final String keys;
    private String top = "";
    private String inside = "";

    KeyListTest(DemoServer server) {
        this.admin = server.as("admin@acme.test");
        this.member = server.as("member@acme.test");
        this.organization = "/admin/v1/organizations/" + server.acme();
        this.keys = organization + "/keys";
    }

    /** A team with a project, and keys whose names tell in which order they belong. */
    @BeforeEach
    void furnish() {
        top = unit("team", "Listed " + UUID.randomUUID(), "");
        inside = unit("project", "Inside", top);
        issue("beta", top);
        issue("Alpha", inside);
        issue("gamma", inside);
        issue("Ähre", top);
        issue("alpha", top);
    }

    @Test
    void findsKeysOfAUnitWithOrWithoutWhatIsInIt() {
        assertThat(names("?unitId=" + top)).containsExactlyInAnyOrder("beta", "Alpha", "gamma", "Ähre", "alpha");
        assertThat(names("?exact=true&unitId=" + top)).containsExactlyInAnyOrder("beta", "Ähre", "alpha");
        assertThat(names("?unitId=" + inside)).containsExactlyInAnyOrder("Alpha", "gamma");
        assertThat(names("?unitId=" + UUID.randomUUID())).isEmpty();
        assertThat(admin.get(keys + "?unitId=x").status()).isEqualTo(400);
        assertThat(names("?search=LPH&unitId=" + top)).containsExactlyInAnyOrder("Alpha", "alpha");
        assertThat(names("?state=revoked&unitId=" + top)).isEmpty();
    }

    @Test
    void findsKeysOfTheirOwnerAndNoOthers() {
        String own = member.post(keys, "{\"name\":\"whose " + UUID.randomUUID() + "\"}")
                .json()
                .at("/key/id")
                .asString();
        String memberId =
                admin.get(keys + "/" + own).json().path("ownerMemberId").asString();

        JsonNode theirs =
                admin.get(keys + "?size=200&ownerMemberId=" + memberId).json().path("items");

        assertThat(theirs.toString()).contains(own);
        assertThat(theirs.valueStream().map(key -> key.path("ownerMemberId").asString()))
                .containsOnly(memberId);
        assertThat(names("?ownerMemberId=" + UUID.randomUUID())).isEmpty();
    }

    @Test
    void showsAMemberTheirOwnOnlyWhateverTheyAskFor() {
        assertThat(member.get(keys + "?unitId=" + top).json().path("items").isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"name", "created", "lastUsed"})
    void readsEachOrderPageByPageForwardsAndBackwards(String order) {
        List<String> whole = ids("?unitId=" + top + "&sort=" + order + "&size=200");
        List<String> backwards = ids("?unitId=" + top + "&sort=-" + order + "&size=200");

        assertThat(whole).hasSize(5);
        assertThat(backwards).isEqualTo(reversed(whole));
        for (String sort : List.of(order, "-" + order)) {
            assertThat(paged("?unitId=" + top + "&sort=" + sort + "&size=2"))
                    .as(sort)
                    .isEqualTo(sort.startsWith("-") ? backwards : whole);
        }
    }

    @Test
    void putsNamesInOneOrderWhateverTheirCase() {
        List<String> sorted = names("?unitId=" + top + "&sort=name");

        assertThat(sorted.subList(0, 2)).containsExactlyInAnyOrder("alpha", "Alpha");
        assertThat(sorted.indexOf("beta")).isLessThan(sorted.indexOf("gamma"));
        assertThat(names("?unitId=" + top).getFirst()).isEqualTo("alpha");
    }

    @Test
    void goesOnWhereAPageEndedWhateverTheNameIs() {
        String wild = "|".repeat(3) + "\\uD83D\\uDE00".repeat(80) + "'%_";
        issue(wild, inside);
        issue(wild, inside);
        issue(wild, inside);

        assertThat(paged("?unitId=" + inside + "&sort=name&size=1")).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void refusesAnOrderThatThereIsNotAndACursorOfAnother() {
        assertThat(admin.get(keys + "?sort=spent").code()).isEqualTo("sort_unknown");
        assertThat(admin.get(keys + "?sort=-").code()).isEqualTo("sort_unknown");
        String next = admin.get(keys + "?size=1&sort=name&unitId=" + top)
                .json()
                .path("next")
                .asString();

        for (String sort : List.of("-name", "created", "")) {
            Answer other = admin.get(keys + "?cursor=" + next + "&sort=" + sort);
            assertThat(other.status()).as(sort).isEqualTo(400);
            assertThat(other.code()).isEqualTo("cursor_invalid");
        }
        for (String forged : List.of("x", "MXxuYW1l", "MXxuYW1lfHh8eA", "MXwtY3JlYXRlZHx4fDE")) {
            assertThat(admin.get(keys + "?sort=name&cursor=" + forged).code()).isEqualTo("cursor_invalid");
        }
    }

    private static List<String> reversed(List<String> list) {
        List<String> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private List<String> names(String query) {
        return admin.get(keys + query)
                .json()
                .path("items")
                .valueStream()
                .map(key -> key.path("name").asString())
                .toList();
    }

    private List<String> ids(String query) {
        return admin.get(keys + query)
                .json()
                .path("items")
                .valueStream()
                .map(key -> key.path("id").asString())
                .toList();
    }

    private List<String> paged(String query) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = admin.get(keys + query + cursor);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            JsonNode page = answer.json();
            page.path("items").forEach(key -> all.add(key.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + URLEncoder.encode(page.path("next").asString(), StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return all;
    }

    private void issue(String name, String unit) {
        Answer issued = admin.post(keys, "{\"name\":\"" + name + "\",\"unitId\":\"" + unit + "\"}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
    }

    private String unit(String kind, String name, String parent) {
        String in = parent.isEmpty() ? "" : ",\"parentId\":\"" + parent + "\"";
        return admin.post(organization + "/units", "{\"kind\":\"" + kind + "\",\"name\":\"" + name + "\"" + in + "}")
                .json()
                .path("id")
                .asString();
    }
}
