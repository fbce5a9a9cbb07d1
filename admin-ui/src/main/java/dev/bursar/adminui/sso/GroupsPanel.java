package dev.bursar.adminui.sso;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.sso.AddSsoGroup;
import dev.bursar.adminapi.sso.SsoGroup;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.GroupRows;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Workspace;

/** Step three: which of the provider's groups give roles here. */
final class GroupsPanel {
    private GroupsPanel() {}

    static Panel of(SsoSetup setup, Deed deed, Workspace workspace, boolean writes) {
        Panel panel = new Panel("3 · Groups").withTest("sso-groups");
        panel.add(new Paragraph(
                "Name the groups of your provider that matter here. Roles are given to a group as to a person; whoever"
                        + " leaves the group at the provider loses them at the next sign-in."));
        setup.groups().forEach(group -> panel.add(row(group, deed, workspace, writes)));
        if (writes) {
            panel.withActions(Buttons.plain("Add a group", "add-sso-group", () -> ask(deed)));
        }
        return panel;
    }

    private static Div row(SsoGroup group, Deed deed, Workspace workspace, boolean writes) {
        Span members = new Span(Words.plural((int) group.members(), "member", "members"));
        members.addClassName("soft");
        Div row = new Div(GroupRows.name(group.id(), group.name(), workspace), members);
        row.addClassName("row-line");
        if (writes) {
            row.add(Buttons.quiet(
                    "Remove",
                    "remove-sso-group",
                    () -> Confirm.danger(
                            "Remove " + group.name() + "?",
                            "Its members lose the roles that they hold through it.",
                            "Remove",
                            () -> deed.now("Removed.", (sso, id) -> sso.removeGroup(id, group.id())))));
        }
        return row;
    }

    private static void ask(Deed deed) {
        TextField name = Fields.name("Name at the provider", "sso-group-name");
        Form[] holder = new Form[1];
        Form form = new Form("Add a group", "Add group", "sso-group-form", () -> {
            if (Fields.checkNamed(name, "As the provider writes it.")) {
                deed.controlPlane().sso().addGroup(deed.organizationId(), new AddSsoGroup(name.getValue()));
                holder[0].close();
                deed.again().run();
            }
        });
        holder[0] = form;
        form.fields(name);
        form.errors().at("name", name);
        form.open();
        name.focus();
    }
}
