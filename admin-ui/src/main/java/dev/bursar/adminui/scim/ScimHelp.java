package dev.bursar.adminui.scim;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import dev.bursar.adminui.component.Panel;
import java.util.Arrays;

/** What to do at the identity provider, step by step. */
final class ScimHelp extends Div {
    private static final long serialVersionUID = 1L;

    ScimHelp() {
        add(new Panel(
                        "Set it up",
                        steps(
                                "Microsoft Entra ID",
                                "scim-help-entra",
                                "Enterprise applications, your application, Provisioning: choose the mode Automatic.",
                                "Tenant URL: the address above. Secret token: a token that you issue here.",
                                "Test connection, then Save.",
                                "Mappings: keep userName, active, displayName, emails, name and externalId;"
                                        + " delete mappings for attributes that are not listed in the guide.",
                                "Assign people and groups to the application, and start provisioning."),
                        steps(
                                "Okta",
                                "scim-help-okta",
                                "Your application, General: switch on SCIM provisioning.",
                                "Provisioning, Integration: SCIM connector base URL is the address above; unique"
                                        + " identifier field is userName; authentication mode is HTTP Header with a"
                                        + " token that you issue here.",
                                "To App: switch on create, update and deactivate users.",
                                "Push Groups: push the groups that you grant roles to here."),
                        steps(
                                "Roles",
                                "scim-help-roles",
                                "A person who comes by SCIM may do nothing until a role is granted.",
                                "Grant roles to groups: whoever joins the group has them at once, and loses them when"
                                        + " they leave.",
                                "Switching somebody off ends their sessions and disables their keys; switching them on"
                                        + " again does not enable the keys."))
                .withTest("scim-help"));
    }

    private static Details steps(String title, String test, String... sentences) {
        OrderedList list =
                new OrderedList(Arrays.stream(sentences).map(ListItem::new).toArray(ListItem[]::new));
        Details details = new Details(title, list);
        details.getElement().setAttribute("data-test", test);
        return details;
    }
}
