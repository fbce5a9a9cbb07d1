package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.IssuedInvitation;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Words;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The links of new invitations, shown this once, and who could not be invited. */
final class InvitationLinks extends Dialog {
    private static final long serialVersionUID = 1L;

    InvitationLinks(List<IssuedInvitation> issued, Map<String, String> refused) {
        setHeaderTitle(
                issued.isEmpty()
                        ? "Nobody was invited"
                        : Words.plural(issued.size(), "person is invited", "people are invited"));
        addClassName("issued");
        getElement().setAttribute("data-test", "invitation-links");
        // A stray click must not lose what is shown only once.
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        if (!issued.isEmpty()) {
            Paragraph once = new Paragraph(about(issued));
            once.addClassName("once");
            add(once);
        }
        Div rows = new Div();
        rows.addClassName("rows");
        issued.forEach(one -> rows.add(row(one)));
        refused.forEach((address, reason) -> rows.add(row(address, reason)));
        add(rows);
        if (issued.size() > 1) {
            getFooter().add(CopyButton.labelled(all(issued), "all addresses with their links"));
        }
        getFooter().add(Buttons.primary("Done", "invitation-done", this::close));
    }

    private static String about(List<IssuedInvitation> issued) {
        boolean mailed = issued.stream().allMatch(IssuedInvitation::mailed);
        return (mailed
                        ? "Each was sent their link. You can also hand it over yourself: "
                        : "No mail is set up here: hand each person their link yourself. ")
                + "It is shown this once, works for seven days, and only for whoever signs in with that address.";
    }

    private static String all(List<IssuedInvitation> issued) {
        return issued.stream()
                .map(one -> one.invitation().email() + " " + shown(one))
                .collect(Collectors.joining("\n"));
    }

    /** Without a console address there is no link: the token alone is what the Admin API takes. */
    private static String shown(IssuedInvitation one) {
        return one.link().isEmpty() ? one.token() : one.link();
    }

    private static Component row(IssuedInvitation one) {
        Span link = new Span(shown(one));
        link.addClassNames("mono", "secret-text");
        link.getElement().setAttribute("data-test", "invitation-link");
        Span address = new Span(one.invitation().email());
        address.addClassName("strong");
        Div first = new Div(
                address,
                CopyButton.labelled(shown(one), "link of " + one.invitation().email()));
        first.addClassName("row-line");
        Div row = new Div(first, link);
        row.addClassName("row");
        return row;
    }

    private static Component row(String address, String reason) {
        Span name = new Span(address);
        name.addClassName("strong");
        Div first = new Div(name, new StateBadge("Not invited", StateBadge.Tone.BAD));
        first.addClassName("row-line");
        Div row = new Div(first, MemberStates.soft(reason));
        row.addClassName("row");
        row.getElement().setAttribute("data-test", "not-invited");
        return row;
    }
}
