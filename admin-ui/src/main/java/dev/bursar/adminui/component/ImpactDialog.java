package dev.bursar.adminui.component;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.adminapi.organization.Impact;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import java.util.List;

/** Says in numbers what archiving or deleting touches, and does it only then; what can't be undone wants the name typed. */
public final class ImpactDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final Button submit;

    public static ImpactDialog ofArchiving(String name, Impact impact, String verb, Runnable action) {
        ImpactDialog dialog = new ImpactDialog("Archive " + name + "?", impact, verb, action);
        if (impact.archivable()) {
            dialog.add(new Paragraph("It can be restored as it is now. What was spent stays in every report."));
        } else {
            dialog.refuse(impact.obstacles());
        }
        return dialog;
    }

    public static ImpactDialog ofDeleting(String name, Impact impact, String verb, Runnable action) {
        ImpactDialog dialog = new ImpactDialog("Delete " + name + "?", impact, verb, action);
        if (!impact.deletable()) {
            dialog.refuse(impact.obstacles());
            return dialog;
        }
        if (!impact.ends().isEmpty()) {
            dialog.add(new Paragraph("What is destroyed with it:"), endings(impact.ends()));
        }
        if (!impact.kept().isEmpty()) {
            dialog.add(new Paragraph("What stays:"), list(impact.kept()));
        }
        dialog.wantTyped(name);
        return dialog;
    }

    private ImpactDialog(String title, Impact impact, String verb, Runnable action) {
        setHeaderTitle(title);
        addClassName("form");
        getElement().setAttribute("data-test", "impact");
        add(facts(impact));
        submit = Buttons.danger(verb, "impact-submit", () -> attempt(action));
        submit.setDisableOnClick(true);
        getFooter().add(Buttons.quiet("Keep it", "impact-cancel", this::close), submit);
    }

    private static Div facts(Impact impact) {
        Div facts = new Div(
                fact(impact.keys(), "working key is refused then", "working keys are refused then"),
                fact(impact.budgets(), "active budget", "active budgets"),
                fact(impact.units(), "active team, project or class in it", "active teams, projects and classes in it"),
                fact(impact.roleGrants(), "role held over it", "roles held over it or over what is in it"));
        if (impact.members() > 0) {
            facts.add(fact(impact.members(), "person belongs to it", "people belong to it"));
        }
        facts.add(line(Amounts.text(impact.spent()), "spent by its keys, ever"));
        if (impact.held().nanos() > 0) {
            facts.add(line(Amounts.text(impact.held()), "held by gateways or in doubt"));
        }
        facts.addClassName("impact");
        return facts;
    }

    private static Div endings(List<Impact.Ending> ends) {
        Div endings = new Div();
        ends.forEach(ending -> endings.add(line(Amounts.count(ending.number()), EndingWords.of(ending))));
        endings.addClassName("impact");
        endings.getElement().setAttribute("data-test", "impact-ends");
        return endings;
    }

    private static Div fact(long number, String one, String many) {
        return line(Amounts.count(number), number == 1 ? one : many);
    }

    private static Div line(String figure, String words) {
        Span number = new Span(figure);
        number.addClassNames("strong", "money");
        return new Div(number, new Span(words));
    }

    private static UnorderedList list(List<String> sentences) {
        UnorderedList list = new UnorderedList();
        sentences.forEach(sentence -> list.add(new ListItem(sentence)));
        return list;
    }

    private void refuse(List<String> obstacles) {
        Paragraph not = new Paragraph("Not now:");
        not.addClassName("strong");
        add(not, list(obstacles));
        getElement().setAttribute("data-refused", true);
        submit.setVisible(false);
    }

    private void wantTyped(String name) {
        TextField typed =
                Fields.tested(new TextField("Type “" + name + "” to go on: it can't be undone"), "impact-name");
        typed.setValueChangeMode(ValueChangeMode.EAGER);
        typed.setWidthFull();
        submit.setEnabled(false);
        typed.addValueChangeListener(
                change -> submit.setEnabled(change.getValue().strip().equals(name)));
        add(typed);
        addOpenedChangeListener(opened -> typed.focus());
    }

    private void attempt(Runnable action) {
        try {
            action.run();
            close();
        } catch (ControlPlaneException e) {
            close();
            Notices.of(e);
        }
    }
}
