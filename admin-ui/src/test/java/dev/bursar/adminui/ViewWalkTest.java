package dev.bursar.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Segments;
import dev.bursar.adminui.fake.FakeHouse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Walks every page of the console as a role that may not see it, as an auditor, with another organization's address and
 * with another organization's ids. The pages come from Vaadin's registry, so a new one is walked at once.
 */
class ViewWalkTest extends ConsoleTest {
    private static final String OTHERS = "northside";

    /** Pages that belong to no organization. May only shrink. */
    private static final Set<String> WITHOUT_ORGANIZATION = Set.of("", "join");

    /** Pages of who runs the installation: not there for an auditor of one organization. May only shrink. */
    private static final Set<String> OF_THE_OPERATOR = Set.of("o/:organization/organizations");

    /** What a page shows beside, as its address asks. */
    private static final Map<String, List<String>> ASKED = Map.of(
            "o/:organization/budgets", List.of("?view=list"),
            "o/:organization/usage", List.of("?range=7d&group=key"),
            "o/:organization/keys", List.of("?state=active&sort=-name"),
            "o/:organization/people", List.of("?state=suspended&sort=name"));

    /** Whoever is signed in: their own address is on every page. */
    private static final String READER = "ada@acme.example";

    /** Buttons that change nothing, beside those of a choice of what is shown. */
    private static final Set<String> READING = Set.of(
            "retry",
            "palette-open",
            "colour-scheme",
            "chart-as-table",
            "columns",
            "columns-reset",
            "burn-down-as-table",
            "why-ask",
            // One's own sign-ins and password: whoever is signed in has them.
            "change-password",
            "end-session",
            "end-other-sessions");

    @Test
    void findsTheViews() {
        assertThat(templates()).hasSizeGreaterThan(20);
        assertThat(templates().stream().filter(template -> !template.startsWith("o/:organization")))
                .containsExactlyInAnyOrderElementsOf(WITHOUT_ORGANIZATION);
        System.out.println(
                "Views of the console that are walked: " + templates().size() + " (all)");
    }

    @Test
    void opensNoPageToTheAnonymous() {
        assertThat(RouteConfiguration.forApplicationScope().getAvailableRoutes())
                .allSatisfy(route -> assertThat(route.getNavigationTarget().getAnnotations())
                        .as(route.getTemplate())
                        .noneMatch(annotation -> annotation.annotationType() == AnonymousAllowed.class)
                        .isNotEmpty());
    }

    @Test
    void showsNothingToWhoMayDoNothing() {
        signedInAs("nobody");
        inOrganization(FakeHouse.SLUG).forEach(this::assertNotThere);
    }

    @Test
    void showsNothingOfAnOrganizationOfOthers() {
        inOrganization("somebody-else").forEach(this::assertNotThere);
    }

    /**
     * Whoever belongs to two organizations gets nothing of the one at the address of the other. Each page is truly
     * opened: what the address names with another organization's id is not there, and every other page is, without
     * anything of it.
     */
    @Test
    void asksForNothingOfAnotherOrganizationWhateverTheIdsInTheAddress() {
        signedInAs("auditor");
        go("o/" + OTHERS);
        int opened = 0;
        for (String template : ofOrganizations()) {
            for (String path : paths(template, OTHERS).toList()) {
                house.asked().clear();
                go(path);
                assertThat(house.asked()).as(path).doesNotContain(FakeHouse.ACME);
                assertThat(page()).as(path).doesNotContain(namesOfAcme()).doesNotContain("cannot be shown");
                boolean there = !page().contains("There is no such page");
                assertThat(there)
                        .as(path)
                        .isEqualTo(!RouteTemplates.namesAThing(template) && !OF_THE_OPERATOR.contains(template));
                opened += there ? 1 : 0;
            }
        }
        assertThat(opened).isGreaterThan(20);
    }

    @Test
    void showsAnAuditorEveryPageAndNoButtonThatWrites() {
        signedInAs("auditor");
        Map<String, List<String>> writing = new TreeMap<>();
        for (String template : ofOrganizations()) {
            for (String path : paths(template, FakeHouse.SLUG).toList()) {
                go(path);
                if (OF_THE_OPERATOR.contains(template)) {
                    assertNotThere(path);
                    continue;
                }
                assertThat(page()).as(path).doesNotContain("There is no such page", "cannot be shown");
                List<String> buttons = writing();
                if (!buttons.isEmpty()) {
                    writing.put(path, buttons);
                }
            }
        }
        assertThat(writing).isEmpty();
        assertThat(house.refused()).isEmpty();
    }

    /** Otherwise the test above would prove nothing. */
    @Test
    void showsAnAdministratorButtonsThatWrite() {
        long pages = inOrganization(FakeHouse.SLUG)
                .filter(path -> {
                    go(path);
                    return !writing().isEmpty();
                })
                .count();
        assertThat(pages).isGreaterThan(8);
    }

    private void go(String path) {
        Paths.open(path);
        roundTrip();
    }

    private void assertNotThere(String path) {
        go(path);
        assertThat(page()).as(path).contains("There is no such page").doesNotContain(namesOfAcme());
        assertThat(writing()).as(path).isEmpty();
    }

    private static List<String> templates() {
        return RouteTemplates.of(RouteConfiguration.forApplicationScope().getAvailableRoutes());
    }

    private static List<String> ofOrganizations() {
        return templates().stream()
                .filter(template -> template.startsWith("o/:organization"))
                .toList();
    }

    private Stream<String> inOrganization(String slug) {
        return ofOrganizations().stream().flatMap(template -> paths(template, slug));
    }

    private Stream<String> paths(String template, String slug) {
        return RouteTemplates.filled(template, name -> name.equals("organization") ? slug : value(name))
                .flatMap(path -> Stream.concat(
                        Stream.of(path),
                        ASKED.getOrDefault(template, List.of()).stream().map(query -> path + query)));
    }

    /** Of the furnished house. A page with a new kind of thing needs one here. */
    private String value(String parameter) {
        UUID id = switch (parameter) {
            case "key" -> house.keys.getFirst().id();
            case "budget" -> house.budgets.getFirst().id();
            case "provider" -> house.providers.getFirst().id();
            case "entry" -> house.ledger.getFirst().id();
            case "request" -> house.asked.getFirst().id();
            case "person" -> house.members.getFirst().id();
            case "role" -> house.roles.getFirst().id();
            case "unit" -> house.units.getFirst().id();
            case "group" -> house.groups.getFirst().id();
            case "account" -> house.accounts.getFirst().id();
            case "sequence" -> null;
            default -> throw new AssertionError("Say in ViewWalkTest which :" + parameter + " there is to look at.");
        };
        return id == null ? "0" : id.toString();
    }

    private String[] namesOfAcme() {
        return Stream.of(
                        house.keys.stream().map(key -> key.name()),
                        house.budgets.stream().map(budget -> budget.name()),
                        house.members.stream().map(member -> member.email()),
                        house.asked.stream().map(request -> request.reason()))
                .flatMap(names -> names)
                .filter(name -> name != null && name.length() > 5 && !name.equals(READER))
                .toArray(String[]::new);
    }

    /** Everything that is not known to change nothing. */
    private List<String> writing() {
        return buttons()
                .filter(Button::isVisible)
                .filter(button ->
                        button.getParent().filter(Segments.class::isInstance).isEmpty())
                .map(ViewWalkTest::name)
                .filter(name -> !name.isEmpty() && !READING.contains(name))
                .toList();
    }

    private static String name(Button button) {
        String test = button.getElement().getAttribute("data-test");
        return test == null ? "" : test;
    }
}
