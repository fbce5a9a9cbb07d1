package dev.bursar.adminui.doubt;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money that nobody can prove spent or unspent: how much, where, since when, and what to do? */
@Route(value = "in-doubt", layout = Shell.class)
@PermitAll
public class DoubtsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private @Nullable UUID budgetId;
    private Paragraph lead = new Paragraph();
    private Table<Doubt> table = new Table<>("In doubt", "doubts-table");

    DoubtsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "In doubt", Action.READ_BUDGETS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        budgetId = location.getQueryParameters()
                .getSingleParameter("budget")
                .flatMap(DoubtsPage::uuid)
                .orElse(null);
        lead = head("In doubt", "", onlyOne());
        table = new Table<Doubt>("In doubt", "doubts-table")
                .column("What", this::what)
                .column("Where", "11rem", DoubtsPage::where)
                .column("Since", "8rem", this::since)
                .column("At these budgets", this::budgets)
                .number("Amount", "8rem", doubt -> new MoneyText(doubt.amount()))
                .column("", "7rem", this::resolve)
                .compact(this::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.CHECK,
                        "Nothing is in doubt",
                        "When a gateway dies with money held, or a provider's answer is lost, the amount waits here until"
                                + " a late report, the provider's record or a person proves what was spent. It is never"
                                + " freed by time alone."));
        add(table);
        refresh();
    }

    private Component[] onlyOne() {
        return budgetId == null
                ? new Component[0]
                : new Component[] {Paths.link("One budget only · show all", Paths.page(slug(), "in-doubt"))};
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void refresh() {
        Page<Doubt> first = controlPlane.doubts().list(organizationId(), budgetId, null, Page.MAX_SIZE);
        long sum = first.items().stream()
                .mapToLong(doubt -> doubt.amount().nanos())
                .sum();
        lead.setText(
                first.items().isEmpty()
                        ? "Every amount is proven."
                        : (first.next() == null ? "" : "More than ") + Amounts.text(sum)
                                + " is out of reach until somebody proves what was spent. A late report of the same"
                                + " gateway does it by itself.");
        table.show((cursor, size) -> controlPlane.doubts().list(organizationId(), budgetId, cursor, size));
    }

    private Component what(Doubt doubt) {
        Span words = new Span(
                doubt.kind().equals("lease")
                        ? "What a lost gateway had left"
                        : "A request that was produced, but never counted");
        Span detail = new Span(doubt.model() == null ? "Lease" : doubt.model());
        detail.addClassName("soft");
        Div cell = new Div(words, detail);
        if (doubt.keyId() != null) {
            cell.add(Paths.link("Its key", Paths.key(slug(), doubt.keyId())));
        }
        cell.addClassName("two-lines");
        return cell;
    }

    private static Component where(Doubt doubt) {
        Span life = new Span("its life no. " + doubt.epoch());
        life.addClassName("soft");
        Div cell = new Div(new Span(doubt.node()), life);
        cell.addClassName("two-lines");
        return cell;
    }

    private Component since(Doubt doubt) {
        return TimeText.ago(doubt.since(), workspace().clock().instant(), "");
    }

    private Component budgets(Doubt doubt) {
        Div cell = new Div();
        for (Doubt.Share share : doubt.budgets()) {
            Div line = new Div(
                    Paths.link(share.budgetName(), Paths.budget(slug(), share.budgetId())),
                    new MoneyText(share.amount()));
            line.addClassName("row-line");
            cell.add(line);
        }
        cell.addClassName("two-lines");
        return cell;
    }

    private Component resolve(Doubt doubt) {
        return may(Action.WRITE_LEDGER)
                ? Buttons.plain(
                        "Resolve",
                        "resolve-doubt",
                        () -> new ResolveForm(controlPlane, workspace(), doubt, this::refresh).open())
                : new Span();
    }

    private Component compact(Doubt doubt) {
        Div first =
                new Div(new Span(Words.sentence(doubt.kind()) + " on " + doubt.node()), new MoneyText(doubt.amount()));
        first.addClassNames("row-line", "strong");
        Div last = new Div(since(doubt), resolve(doubt));
        last.addClassName("row-line");
        Div cell = new Div(first, budgets(doubt), last);
        cell.addClassName("two-lines");
        return cell;
    }
}
