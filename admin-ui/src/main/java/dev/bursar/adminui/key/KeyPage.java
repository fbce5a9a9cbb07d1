package dev.bursar.adminui.key;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.key.UpdateKey;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.AskForMoreForm;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.ObjectPage;
import dev.bursar.adminui.component.PageHead;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RequestTable;
import dev.bursar.adminui.component.StateBadge;
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
public class KeyPage extends ObjectPage<Key> {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofMillis(2_500);
    private static final int REQUESTS_SHOWN = 20;

    private final Div header = new Div();
    private final Div cap = column();
    private final Div about = new Div();
    private RequestTable requests = new RequestTable("");
    private transient HistoryList history;

    KeyPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, controlPlane, "Key", Action.READ_KEYS, "key");
        history = HistoryList.of(controlPlane, workspace, "key", objectId());
    }

    @Override
    protected Key read(UUID id) {
        return ControlPlane.body(controlPlane().keys().get(organizationId(), id));
    }

    @Override
    protected String name(Key key) {
        return key.name();
    }

    @Override
    protected void frame(Location location) {
        requests = new RequestTable(slug());
        history = HistoryList.of(controlPlane(), workspace(), "key", objectId());
        Div left = column(cap);
        history.panel("key-history").ifPresent(left::add);
        Div top = new Div(left, about);
        top.addClassName("two-panels");
        content().add(header, top);
        if (mayAnywhere(Action.READ_USAGE)) {
            content().add(new Panel("Recent requests", requests).withTest("key-requests"));
        }
        live(POLL, this::poll);
    }

    @Override
    protected void show(Key key) {
        StateBadge state = StateBadge.ofKey(key.state());
        state.getElement().setAttribute("data-test", "key-state");
        header.removeAll();
        header.add(new PageHead(key.name(), state).actions(actions(key)));
        cap.removeAll();
        cap.add(new Panel("Cap", capBar(key)).withActions(budgetLink(key)).withTest("key-cap-panel"));
        if (mayIn(Action.READ_BUDGETS, key.unitId())) {
            KeyPath.read(controlPlane(), organizationId(), slug(), key.id()).ifPresent(cap::add);
        }
        about.removeAll();
        about.add(new Panel("Key", facts(key)));
        if (mayAnywhere(Action.READ_USAGE)) {
            requests.show(controlPlane()
                    .usage()
                    .requests(organizationId(), key.id(), null, null, null, null, null, REQUESTS_SHOWN)
                    .items());
        }
    }

    @Override
    protected void showMore(Key key) {
        history.read();
    }

    private Component capBar(Key key) {
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

    private Component[] budgetLink(Key key) {
        Budget budget = key.budget();
        return budget == null || !mayIn(Action.READ_BUDGETS, key.unitId())
                ? new Component[0]
                : new Component[] {
                    Paths.link(
                            mayIn(Action.WRITE_BUDGETS, key.unitId()) ? "Change the cap" : "Open the budget",
                            Paths.budget(slug(), budget.id()))
                };
    }

    private Facts facts(Key key) {
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

    private List<Component> actions(Key key) {
        List<Component> actions = new ArrayList<>();
        if (!mayWrite(key) || key.state().equals("revoked")) {
            return actions;
        }
        Budget budget = key.budget();
        if (budget != null && may(Action.ASK_FOR_MORE)) {
            actions.add(Buttons.plain(
                    "Ask for more",
                    "ask-for-more",
                    () -> new AskForMoreForm(controlPlane(), workspace(), budget).open()));
        }
        actions.add(Buttons.plain("Edit", "edit-key", () -> edit(key)));
        if (key.state().equals("disabled")) {
            actions.add(Buttons.plain("Enable", "enable-key", () -> change(key, "active", "It works again.")));
        } else {
            actions.add(Buttons.plain("Disable", "disable-key", () -> disable(key)));
        }
        Button revoke = Buttons.danger("Revoke", "revoke-key", () -> revoke(key));
        actions.add(revoke);
        return actions;
    }

    private boolean mayWrite(Key key) {
        boolean own = workspace().membership().memberId().equals(key.ownerMemberId());
        return mayIn(Action.WRITE_EVERY_KEY, key.unitId()) || (own && may(Action.ISSUE_KEYS));
    }

    private void edit(Key key) {
        new EditKeyForm(controlPlane(), workspace(), key, this::again).open();
    }

    /** Undone with one click, so it does not ask. */
    private void disable(Key key) {
        change(key, "disabled", "Calls with it are refused from now on. Enable it to undo this.");
    }

    private void change(Key key, String state, String sentence) {
        controlPlane()
                .keys()
                .update(organizationId(), key.id(), ControlPlane.tag(key.version()), UpdateKey.state(state));
        again();
        Notices.done(sentence);
    }

    private void revoke(Key key) {
        Confirm.danger(
                "Revoke " + key.name() + "?",
                "Every call with this key is refused on all gateways within two seconds, for good. It can't be undone."
                        + KeyStates.spentSoFar(key),
                "Revoke key",
                () -> {
                    controlPlane().keys().revoke(organizationId(), key.id());
                    again();
                    Notices.done(key.name() + " is revoked.");
                });
    }
}
