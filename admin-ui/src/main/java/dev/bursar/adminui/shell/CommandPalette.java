package dev.bursar.adminui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.Workspace;
import java.io.Serializable;
import java.util.List;

/** Jumps anywhere by a few letters: {@code /} or Ctrl-K opens it (see {@code console.js}), Enter takes the first. */
final class CommandPalette implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int TYPING_PAUSE_MILLIS = 120;

    private final transient Finder finder;

    CommandPalette(Workspace workspace, ControlPlane controlPlane) {
        this.finder = new Finder(workspace, controlPlane);
    }

    Component opener() {
        Span words = new Span("Search keys, people, budgets");
        words.addClassName("wide-only");
        Span hint = new Span("/");
        hint.addClassNames("keyboard", "wide-only");
        Button opener = new Button(Icon.SEARCH.create(), click -> open());
        opener.getElement().appendChild(words.getElement());
        opener.setSuffixComponent(hint);
        opener.addThemeVariants(ButtonVariant.TERTIARY);
        opener.addClassName("palette-opener");
        opener.setAriaLabel("Search keys, people, teams, budgets and pages");
        opener.getElement().setAttribute("data-test", "palette-open");
        return opener;
    }

    private void open() {
        Dialog dialog = new Dialog();
        dialog.addClassName("palette");
        dialog.getElement().setAttribute("aria-label", "Search");
        TextField field = new TextField();
        field.setPlaceholder("Where to?");
        field.setPrefixComponent(Icon.SEARCH.create());
        field.setWidthFull();
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        field.getElement().setAttribute("data-test", "palette-field");
        field.getElement().setAttribute("aria-label", "Where to?");
        Div results = new Div();
        results.addClassName("palette-results");
        results.getElement().setAttribute("data-test", "palette-results");
        field.addValueChangeListener(change -> fill(results, change.getValue(), dialog));
        field.addKeyPressListener(
                Key.ENTER,
                press -> finder.find(field.getValue()).stream().findFirst().ifPresent(hit -> go(dialog, hit)));
        dialog.add(field, results);
        fill(results, "", dialog);
        dialog.open();
        field.focus();
    }

    private void fill(Div results, String query, Dialog dialog) {
        List<Finder.Hit> hits;
        try {
            hits = finder.find(query);
        } catch (ControlPlaneException e) {
            Notices.of(e);
            hits = finder.pages(query);
        }
        results.removeAll();
        if (hits.isEmpty()) {
            Span nothing = new Span("Nothing is called that.");
            nothing.addClassName("soft");
            results.add(nothing);
        }
        for (Finder.Hit hit : hits) {
            results.add(row(hit, dialog));
        }
    }

    private static Anchor row(Finder.Hit hit, Dialog dialog) {
        Span kind = new Span(hit.kind());
        kind.addClassName("soft");
        Anchor row = new Anchor(hit.path(), hit.icon().create(), new Span(hit.name()), kind);
        row.addClassName("palette-row");
        row.getElement().addEventListener("click", click -> dialog.close());
        return row;
    }

    private static void go(Dialog dialog, Finder.Hit hit) {
        dialog.close();
        Paths.open(hit.path());
    }
}
