package dev.bursar.adminui.request;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.ObjectPage;
import dev.bursar.adminui.component.PageHead;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Times;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One request for more: what for, what would it do, and who decides? */
@Route(value = "requests-for-more/:request", layout = Shell.class)
@PermitAll
public class RequestPage extends ObjectPage<BudgetRequest> {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofSeconds(3);

    RequestPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, controlPlane, "Request for more", Action.READ_REQUESTS_FOR_MORE, "request");
    }

    @Override
    protected BudgetRequest read(UUID id) {
        return ControlPlane.body(controlPlane().requests().get(organizationId(), id));
    }

    @Override
    protected String name(BudgetRequest request) {
        return request.budget().name();
    }

    @Override
    protected void frame(Location location) {
        live(POLL, this::poll);
    }

    @Override
    protected void show(BudgetRequest request) {
        PageHead head = new PageHead(
                        Amounts.text(request.amount()) + " more for "
                                + request.budget().name(),
                        RequestStates.badge(request))
                .lead(lead(request))
                .actions(actions(request));
        draw(
                head,
                column(
                        new Panel("What for", new Div(quote(request.reason()))).withTest("request-reason"),
                        new Panel("What it would do", effect(request)).withTest("request-effect")),
                column(new Panel("Decision", votes(request)).withTest("request-votes"), facts(request)));
    }

    private static Paragraph quote(String words) {
        Paragraph quote = new Paragraph(words);
        quote.addClassName("quote");
        return quote;
    }

    private String lead(BudgetRequest request) {
        String asked = request.askedBy() + " asked "
                + Times.relative(
                        request.createdAt().toInstant(), workspace().clock().instant());
        if (!request.state().equals("open") || request.approvalsNeeded() == 1) {
            return asked + ".";
        }
        long missing = request.approvalsNeeded() - RequestStates.approvals(request);
        return asked + ". It is above the four-eyes threshold: "
                + (missing == 1 ? "one more person has to approve." : missing + " people have to approve.");
    }

    private List<Component> actions(BudgetRequest request) {
        List<Component> actions = new ArrayList<>();
        if (!request.state().equals("open")) {
            return actions;
        }
        if (isOwn(request)) {
            actions.add(Buttons.plain("Withdraw", "withdraw-request", () -> withdraw(request)));
        }
        if (request.mayApprove()) {
            actions.add(Buttons.danger("Decline", "decline-request", () -> answer(request, false)));
            actions.add(Buttons.primary("Approve", "approve-request", () -> answer(request, true)));
        }
        return actions;
    }

    private boolean isOwn(BudgetRequest request) {
        return workspace().membership().memberId().equals(request.askedByMemberId());
    }

    private void answer(BudgetRequest request, boolean approve) {
        new AnswerForm(controlPlane(), workspace(), request, approve, this::again).open();
    }

    private void withdraw(BudgetRequest request) {
        Confirm.danger(
                "Withdraw your request?",
                "Nobody is asked any more. You can ask again at any time.",
                "Withdraw",
                () -> {
                    controlPlane().requests().withdraw(organizationId(), request.id());
                    again();
                    Notices.done("Withdrawn.");
                });
    }

    /** The budget as it is, and with the raise. */
    private Component effect(BudgetRequest request) {
        Budget budget = request.budget();
        boolean decided = !request.state().equals("open");
        Span until = new Span(
                request.until() == null
                        ? "The raise ends with the budget's period."
                        : "The raise ends on " + Times.minute(request.until().toInstant()) + ".");
        until.addClassName("soft");
        Div effect = new Div(bar("Now", new BudgetBar(budget), MoneyText.of(budget.spent(), budget.limit())));
        if (!decided) {
            effect.add(bar(
                    "Then",
                    BudgetBar.raised(budget, request.amount()),
                    new Span(Amounts.text(budget.spent()) + " of "
                            + Amounts.text(
                                    budget.limit().nanos() + request.amount().nanos()))));
        }
        effect.add(BudgetBar.legend(), until);
        Budget.CappedBy above = budget.cappedBy();
        if (above != null
                && above.free().nanos()
                        < budget.free().nanos() + request.amount().nanos()) {
            Span capped = new Span(above.name() + " above it has only " + Amounts.text(above.free())
                    + " free: no more than that can be spent whatever is granted here.");
            capped.getElement().setAttribute("data-test", "request-capped");
            effect.add(capped);
        }
        effect.addClassName("column");
        return effect;
    }

    private static Div bar(String label, BudgetBar bar, Span money) {
        Span name = new Span(label);
        name.addClassName("soft");
        Div row = new Div(name, bar, money);
        row.addClassName("effect-bar");
        return row;
    }

    private Component votes(BudgetRequest request) {
        Div votes = new Div();
        votes.addClassName("rows");
        for (BudgetRequest.Vote vote : request.votes()) {
            boolean approved = vote.vote().equals("approve");
            Span name = new Span(vote.name());
            name.addClassName("strong");
            Div row = new Div(
                    (approved ? Icon.CHECK : Icon.CLOSE).create(),
                    name,
                    new Span(approved ? "approved" : "declined"),
                    TimeText.ago(vote.at(), workspace().clock().instant(), ""));
            row.addClassNames("vote", "row");
            votes.add(row);
        }
        if (request.votes().isEmpty()) {
            Span nobody = new Span(request.state().equals("open") ? "Nobody has answered yet." : "Nobody answered.");
            nobody.addClassName("soft");
            votes.add(nobody);
        }
        if (!request.answer().isEmpty()) {
            votes.add(quote(request.answer()));
        }
        if (request.state().equals("open") && isOwn(request)) {
            Span own = new Span("You asked for it, so somebody else decides.");
            own.addClassName("soft");
            votes.add(own);
        }
        return votes;
    }

    private Panel facts(BudgetRequest request) {
        Component budget = mayAnywhere(Action.READ_BUDGETS)
                ? Paths.link(
                        request.budget().name(),
                        Paths.budget(slug(), request.budget().id()))
                : new Span(request.budget().name());
        Component asker = request.askedByKeyId() == null
                ? new Span(request.askedBy())
                : Paths.link(request.askedBy(), Paths.key(slug(), request.askedByKeyId()));
        return new Panel(
                "Request",
                new Facts()
                        .fact("Id", new CopyableId(request.id().toString(), "request id"))
                        .fact("Budget", budget)
                        .fact("Asked by", asker)
                        .fact("Asked", TimeText.at(request.createdAt())));
    }
}
