package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.Access;
import dev.bursar.adminapi.access.Explanation;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.RoleAction;
import dev.bursar.adminui.component.ActionWords;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;

/** May this person do that there, and why? */
final class WhyPanel {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Member member;
    private final ComboBox<RoleAction> action = Fields.tested(new ComboBox<>("May they"), "why-action");
    private final PlaceChoice where;
    private final Div answer = new Div();

    WhyPanel(ControlPlane controlPlane, Workspace workspace, Member member) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.member = member;
        this.where = Fields.tested(new PlaceChoice(controlPlane, workspace), "why-where");
    }

    Panel panel() {
        action.setItems(controlPlane.roles().actions(workspace.organizationId()));
        action.setItemLabelGenerator(one -> ActionWords.of(one.action()));
        action.setPlaceholder("Issue, change and revoke everybody's keys");
        action.setManualValidation(true);
        answer.addClassName("answer");
        answer.getElement().setAttribute("role", "status");
        answer.getElement().setAttribute("data-test", "why-answer");
        answer.setVisible(false);
        Div pair = new Div(action, where);
        pair.addClassName("form-pair");
        Div form = new Div(pair, Buttons.plain("Explain", "why-ask", this::ask), answer);
        form.addClassNames("column", "why-form");
        return new Panel("Why can they?", form).withTest("person-why");
    }

    private void ask() {
        RoleAction chosen = action.getValue();
        action.setErrorMessage("Choose what.");
        action.setInvalid(chosen == null);
        if (chosen == null) {
            return;
        }
        PlaceChoice.Place place = where.place();
        show(
                controlPlane
                        .access()
                        .why(
                                workspace.organizationId(),
                                member.id(),
                                chosen.action(),
                                place.unitId(),
                                place.keyId(),
                                place.budgetId()),
                place);
    }

    private void show(Explanation explanation, PlaceChoice.Place place) {
        Span verdict = new Span(sentence(explanation, place));
        verdict.addClassName("strong");
        Paragraph line =
                new Paragraph((explanation.allowed() ? Icon.CHECK : Icon.CLOSE).create(), new Span(" "), verdict);
        answer.removeAll();
        answer.add(line);
        Div reasons = new Div();
        reasons.addClassName("rows");
        explanation.reasons().forEach(held -> reasons.add(reason(held)));
        answer.add(reasons);
        answer.setClassName("allowed", explanation.allowed());
        answer.setVisible(true);
    }

    private String sentence(Explanation explanation, PlaceChoice.Place place) {
        String what = Words.uncapitalized(ActionWords.of(explanation.action())) + " " + place.in();
        if (explanation.allowed()) {
            return "Yes, " + member.name() + " may " + what + ", by:";
        }
        if (explanation.reasons().isEmpty()) {
            return "No, " + member.name() + " may not " + what + ": no role that they hold there allows it.";
        }
        String hindrance = member.state().equals("active") ? "the organization is archived" : member.state();
        return "Not while " + hindrance + ". Otherwise " + member.name() + " could " + what + ", by:";
    }

    private Component reason(Access.Held held) {
        Component over = held.unitId() == null
                ? new Span("the whole organization")
                : Paths.link(
                        held.unitName() == null ? "a unit" : held.unitName(),
                        Paths.unit(workspace.slug(), held.unitId()));
        Div row = new Div(
                new Div(
                        Paths.link(Words.sentence(held.role()), Paths.role(workspace.slug(), HeldRoles.handle(held))),
                        new Span(" over "),
                        over),
                HeldRoles.how(held));
        row.addClassName("row");
        return row;
    }
}
