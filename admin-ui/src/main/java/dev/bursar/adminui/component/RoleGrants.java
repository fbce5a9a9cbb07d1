package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Roles as they are granted: shown, given and taken in the same way wherever they stand. */
public final class RoleGrants {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;
    private @Nullable List<Role> known;

    public RoleGrants(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
    }

    /** The button that grants this holder another role; empty: the reader grants none. */
    public Component[] give(Holder holder) {
        return workspace.mayAnywhere(Action.WRITE_ROLES)
                ? new Component[] {
                    Buttons.plain(
                            "Grant a role",
                            "grant-role",
                            () -> new GrantForm(controlPlane, workspace, changed).openFor(List.of(holder)))
                }
                : new Component[0];
    }

    /** What a holder holds: role over place, by whom. */
    public Component rows(List<RoleGrant> grants, String none) {
        Div rows = new Div();
        rows.addClassName("rows");
        grants.forEach(grant -> rows.add(row(role(grant), " over ", place(grant.unitId(), grant.unitName()), grant)));
        if (grants.isEmpty()) {
            rows.add(soft(none));
        }
        return rows;
    }

    /** Who holds something: holder and role, by whom. */
    public Component row(RoleGrant grant) {
        return row(holder(grant), " · ", role(grant), grant);
    }

    private Component row(Component first, String between, Component second, RoleGrant grant) {
        Div line = new Div(new Span(first, new Span(between), second), take(grant));
        line.addClassName("row-line");
        Div row = new Div(line, how(grant));
        row.addClassName("row");
        row.setId("grant-" + grant.id());
        return row;
    }

    public Component holder(RoleGrant grant) {
        Holder holder = Holder.of(grant);
        return Paths.link(holder.label(), holder.path(workspace.slug()));
    }

    public Component role(RoleGrant grant) {
        return Paths.link(
                Words.sentence(grant.role()),
                Paths.role(workspace.slug(), Objects.requireNonNullElse(grant.roleId(), grant.role())));
    }

    /** @param unitId null: the organization */
    public Component place(@Nullable UUID unitId, @Nullable String unitName) {
        return unitId == null
                ? new Span("the whole organization")
                : Paths.link(Objects.requireNonNullElse(unitName, "a unit"), Paths.unit(workspace.slug(), unitId));
    }

    /** When, and by whom: for a column. */
    public static Component granted(RoleGrant grant) {
        Div cell = new Div(TimeText.at(grant.createdAt()), soft("by " + grant.grantedBy()));
        cell.addClassName("two-lines");
        return cell;
    }

    public static Component how(RoleGrant grant) {
        Span how = soft("");
        how.add(new Span("Granted by " + grant.grantedBy() + ", "), TimeText.at(grant.createdAt()));
        return how;
    }

    /** The button that takes it, where the reader may. */
    public Component take(RoleGrant grant) {
        return take(Holder.of(grant), grant.id(), grant.role(), grant.roleId(), grant.unitId(), grant.unitName())
                .map(Component.class::cast)
                .orElseGet(Span::new);
    }

    /** The button that takes a role; empty: it is not the reader's to take, who would have to hold all that is in it. */
    public Optional<Button> take(
            Holder holder,
            UUID grantId,
            String role,
            @Nullable UUID roleId,
            @Nullable UUID unitId,
            @Nullable String unitName) {
        boolean may = workspace.mayIn(Action.WRITE_ROLES, unitId) && workspace.holdsAll(actions(role, roleId), unitId);
        return may
                ? Optional.of(Buttons.quiet("Revoke", "revoke-grant", () -> ask(holder, grantId, role, unitName)))
                : Optional.empty();
    }

    private List<String> actions(String role, @Nullable UUID roleId) {
        List<Role> all = known;
        if (all == null) {
            all = controlPlane.roles().list(workspace.organizationId());
            known = all;
        }
        return all.stream()
                .filter(one -> Objects.equals(one.id(), roleId))
                .filter(one -> roleId != null || one.name().equals(role))
                .findFirst()
                .map(Role::actions)
                .orElse(List.of());
    }

    private void ask(Holder holder, UUID grantId, String role, @Nullable String unitName) {
        boolean account = holder.kind().equals("service_account");
        Confirm.danger(
                "Take this role from " + holder.name() + "?",
                holder.name() + " will not be " + Words.uncapitalized(RoleWords.over(role, unitName))
                        + " any more, from the next call on."
                        + (account ? "" : " Keys that were issued go on working."),
                "Revoke role",
                () -> {
                    controlPlane.grants().revoke(workspace.organizationId(), grantId);
                    workspace.forget();
                    changed.run();
                    Notices.done("The role is taken.");
                });
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
