package dev.bursar.adminui.shell;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Finds pages, keys, people, teams and budgets by a part of their name. */
final class Finder {
    private static final int MOST_OF_A_KIND = 6;

    /** Something to go to. */
    record Hit(Icon icon, String name, String kind, String path) {}

    private final Workspace workspace;
    private final ControlPlane controlPlane;

    Finder(Workspace workspace, ControlPlane controlPlane) {
        this.workspace = workspace;
        this.controlPlane = controlPlane;
    }

    List<Hit> find(String query) {
        List<Hit> hits = new ArrayList<>(pages(query));
        if (query.isBlank()) {
            return hits;
        }
        if (workspace.mayAnywhere(Action.READ_KEYS)) {
            hits.addAll(keys(query.strip()));
        }
        if (workspace.mayAnywhere(Action.READ_MEMBERS)) {
            hits.addAll(people(query.strip()));
        }
        if (workspace.mayAnywhere(Action.READ_UNITS)) {
            hits.addAll(units(query.strip()));
        }
        if (workspace.mayAnywhere(Action.READ_BUDGETS)) {
            hits.addAll(budgets(query.strip()));
        }
        return hits;
    }

    List<Hit> pages(String query) {
        List<Hit> pages = new ArrayList<>();
        pages.add(new Hit(Icon.HOME, "Overview", "Page", Paths.overview(workspace.slug())));
        pages.add(new Hit(Icon.PERSON, "Your profile", "Page", Paths.page(workspace.slug(), "profile")));
        Arrays.stream(Destination.values())
                .filter(destination -> workspace.mayAnywhere(destination.needed()))
                .map(d -> new Hit(d.icon(), d.label(), "Page", Paths.page(workspace.slug(), d.path())))
                .forEach(pages::add);
        return pages.stream().filter(hit -> matches(hit.name(), query)).toList();
    }

    private List<Hit> keys(String query) {
        return controlPlane
                .keys()
                .list(workspace.organizationId(), null, query, null, null, null, null, null, MOST_OF_A_KIND)
                .items()
                .stream()
                .map(this::hit)
                .toList();
    }

    private Hit hit(Key key) {
        return new Hit(Icon.KEY, key.name(), "Key " + key.masked(), Paths.key(workspace.slug(), key.id()));
    }

    private List<Hit> people(String query) {
        return controlPlane
                .members()
                .list(workspace.organizationId(), null, query, null, null, null, MOST_OF_A_KIND)
                .items()
                .stream()
                .map(member -> new Hit(
                        Icon.PERSON,
                        member.name(),
                        "Person " + member.email(),
                        Paths.person(workspace.slug(), member.id())))
                .toList();
    }

    private List<Hit> units(String query) {
        return controlPlane
                .units()
                .list(workspace.organizationId(), null, null, query, null, MOST_OF_A_KIND)
                .items()
                .stream()
                .map(unit -> new Hit(
                        Icon.TEAM, unit.name(), Words.sentence(unit.kind()), Paths.unit(workspace.slug(), unit.id())))
                .toList();
    }

    private List<Hit> budgets(String query) {
        return controlPlane
                .budgets()
                .list(workspace.organizationId(), null, query, null, MOST_OF_A_KIND)
                .items()
                .stream()
                .map(this::hit)
                .toList();
    }

    private Hit hit(Budget budget) {
        return new Hit(
                Icon.WALLET,
                budget.name(),
                "Budget of " + budget.scopeName(),
                Paths.budget(workspace.slug(), budget.id()));
    }

    private static boolean matches(String name, String query) {
        return name.toLowerCase(Locale.ROOT).contains(query.strip().toLowerCase(Locale.ROOT));
    }
}
