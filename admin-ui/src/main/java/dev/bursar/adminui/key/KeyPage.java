package dev.bursar.adminui.key;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.key.UpdateKey;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.AskForMoreForm;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RequestTable;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One key: what may it do, what has it spent, what happened to it? */
@Route(value = "keys/:key", layout = Shell.class)
@PermitAll
public class KeyPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofMillis(2_500);
    private static final int REQUESTS_SHOWN = 20;

    private final transient ControlPlane controlPlane;
    private UUID id = new UUID(0, 0);
    private transient Key key = KeyStates.none();
    private Div header = new Div();
    private Div cap = new Div();
    private Div about = new Div();
    private RequestTable requests = new RequestTable("");
    private HistoryList history = new HistoryList("");

    KeyPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Key", Action.READ_KEYS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        id = id(parameters, "key");
        header = new Div();
        cap = new Div();
        about = new Div();
        requests = new RequestTable(slug());
        history = new HistoryList(slug());
        Div left = new Div(cap);
        left.addClassName("column");
        if (may(Action.READ_AUDIT)) {
            left.add(new Panel("History", history).withTest("key-history"));
        }
        Div top = new Div(left, about);
        top.addClassName("two-panels");
        add(header, top);
        if (mayAnywhere(Action.READ_USAGE)) {
            add(new Panel("Recent requests", requests).withTest("key-requests"));
        }
        read();
        titled(key.name());
        live(POLL, this::poll);
    }

    private void read() {
        show(ControlPlane.body(controlPlane.keys().get(organizationId(), id)));
        readRequests();
        if (may(Action.READ_AUDIT)) {
            history.show(controlPlane
                    .audit()
                    .list(organizationId(), "key", id.toString(), null, null, null, REQUESTS_SHOWN)
                    .items());
        }
    }

    private void poll() {
        Key now = ControlPlane.body(controlPlane.keys().get(organizationId(), id));
        if (!now.equals(key)) {
            show(now);
            readRequests();
        }
    }

    private void readRequests() {
        if (mayAnywhere(Action.READ_USAGE)) {
            requests.show(controlPlane
                    .usage()
                    .requests(organizationId(), id, null, null, null, null, null, REQUESTS_SHOWN)
                    .items());
        }
    }

    private void show(Key now) {
        key = now;
        header.removeAll();
        header.add(KeyStates.header(key, actions()));
        cap.removeAll();
        cap.addClassName("column");
        cap.add(new Panel("Cap", capBar()).withActions(budgetLink()).withTest("key-cap-panel"));
        if (mayIn(Action.READ_BUDGETS, key.unitId())) {
            KeyPath.read(controlPlane, organizationId(), slug(), id).ifPresent(cap::add);
        }
        about.removeAll();
        about.add(new Panel("Key", facts()));
    }

    private Component capBar() {
        Budget budget = key.budget();
        if (budget == null) {
            Span none = new Span("It has no cap of its own. The organization's budgets limit it.");
            none.addClassName("soft");
            return none;
        }
        Span spent = MoneyText.of(budget.spent(), budget.limit());
        spent.addClassName("big-money");
        spent.getElement().setAttribute("data-test", "key-spent");
        Span rest = new Span(Words.each(budget.period()).equals("in total") ? "in total" : Words.each(budget.period()));
        rest.addClassName("soft");
        Span free = new Span(Amounts.text(budget.free()) + " free");
        free.addClassName("soft");
        free.getElement().setAttribute("title", Amounts.exact(budget.free()));
        Div line = new Div(spent, rest, free);
        line.addClassName("money-line");
        return new Div(line, new BudgetBar(budget), BudgetBar.legend());
    }

    private Component[] budgetLink() {
        Budget budget = key.budget();
        return budget == null || !mayIn(Action.READ_BUDGETS, key.unitId())
                ? new Component[0]
                : new Component[] {
                    Paths.link(
                            mayIn(Action.WRITE_BUDGETS, key.unitId()) ? "Change the cap" : "Open the budget",
                            Paths.budget(slug(), budget.id()))
                };
    }

    private Facts facts() {
        Instant now = workspace().clock().instant();
        Facts facts = new Facts()
                .fact("Id", new CopyableId(key.id().toString(), "key id"))
                .fact("Key", KeyStates.mono(key.masked()))
                .fact("Environment", Words.sentence(key.environment()))
                .fact("Models", key.models().isEmpty() ? "Every model" : String.join(", ", key.models()))
                .fact("Charged to", key.unitName() == null ? "No team, project or class" : key.unitName())
                .fact("Owner", key.ownerName() == null ? "—" : key.ownerName())
                .fact("Last used", TimeText.ago(key.lastUsedAt(), now, "Never"))
                .fact("Expires", TimeText.ago(key.expiresAt(), now, "Never"))
                .fact("Issued", new Span(TimeText.at(key.createdAt()), new Span(" by " + key.createdBy())));
        return key.revokedAt() == null ? facts : facts.fact("Revoked", TimeText.at(key.revokedAt()));
    }

    private List<Component> actions() {
        List<Component> actions = new ArrayList<>();
        if (!mayWrite() || key.state().equals("revoked")) {
            return actions;
        }
        Budget budget = key.budget();
        if (budget != null && may(Action.ASK_FOR_MORE)) {
            actions.add(Buttons.plain(
                    "Ask for more",
                    "ask-for-more",
                    () -> new AskForMoreForm(controlPlane, workspace(), budget).open()));
        }
        actions.add(Buttons.plain("Edit", "edit-key", this::edit));
        if (key.state().equals("disabled")) {
            actions.add(Buttons.plain("Enable", "enable-key", () -> change("active", "It works again.")));
        } else {
            actions.add(Buttons.plain("Disable", "disable-key", this::disable));
        }
        Button revoke = Buttons.danger("Revoke", "revoke-key", this::revoke);
        actions.add(revoke);
        return actions;
    }

    private boolean mayWrite() {
        boolean own = workspace().membership().memberId().equals(key.ownerMemberId());
        return mayIn(Action.WRITE_EVERY_KEY, key.unitId()) || (own && may(Action.ISSUE_KEYS));
    }

    private void edit() {
        new EditKeyForm(controlPlane, workspace(), key, this::read).open();
    }

    /** Undone with one click, so it does not ask. */
    private void disable() {
        change("disabled", "Calls with it are refused from now on. Enable it to undo this.");
    }

    private void change(String state, String sentence) {
        controlPlane.keys().update(organizationId(), id, ControlPlane.tag(key.version()), UpdateKey.state(state));
        read();
        Notices.done(sentence);
    }

    private void revoke() {
        Confirm.danger(
                "Revoke " + key.name() + "?",
                "Every call with this key is refused on all gateways within two seconds, for good. It can't be undone."
                        + KeyStates.spentSoFar(key),
                "Revoke key",
                () -> {
                    controlPlane.keys().revoke(organizationId(), id);
                    read();
                    Notices.done(key.name() + " is revoked.");
                });
    }
}
