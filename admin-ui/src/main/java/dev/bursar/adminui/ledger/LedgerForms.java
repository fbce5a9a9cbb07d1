package dev.bursar.adminui.ledger;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.ledger.ClosePeriod;
import dev.bursar.adminapi.ledger.PostAmount;
import dev.bursar.adminapi.ledger.PostCorrection;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Dollars;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/** What finance writes into the books; each says what it does before it is posted. */
final class LedgerForms {
    private static final int MONTHS_OFFERED = 24;
    private static final long BASIS_POINTS = 10_000;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable posted;

    LedgerForms(ControlPlane controlPlane, Workspace workspace, Runnable posted) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.posted = posted;
    }

    private UUID organization() {
        return workspace.organizationId();
    }

    void topUp() {
        Organization organization =
                ControlPlane.body(controlPlane.organizations().get(organization()));
        long basisPoints = organization.topUpFeeBasisPoints();
        new Posting("Top up credits", "Top up", "Paid", "Invoice or payment reference", nanos -> {
                    long fee = nanos / BASIS_POINTS * basisPoints;
                    return Amounts.text(nanos - fee) + " of credits are added"
                            + (fee == 0 ? "" : ", " + Amounts.text(fee) + " is the fee")
                            + ". Requests may spend them within two seconds.";
                })
                .open((request, key) -> controlPlane.ledger().topUp(organization(), key, request));
    }

    void refund() {
        new Posting(
                        "Refund credits",
                        "Refund",
                        "Pay back",
                        "Why, and by which payment",
                        nanos -> "Credits shrink by " + Amounts.text(nanos)
                                + " at once. Only what is free can be paid back.")
                .open((request, key) -> controlPlane.ledger().refund(organization(), key, request));
    }

    void correct() {
        Select<String> direction = Fields.tested(new Select<>(), "correction-direction");
        direction.setLabel("The provider billed");
        direction.setItems("more", "less");
        direction.setItemLabelGenerator(one -> one.equals("more") ? "More than was metered" : "Less than was metered");
        direction.setValue("more");
        Posting form = new Posting(
                "Correct the books",
                "Post correction",
                "By",
                "The provider's invoice",
                nanos -> "Usage and what is owed to providers change by " + Amounts.text(nanos)
                        + ". No budget moves: what was refused or served stays so.");
        form.form.fields(direction);
        form.open((request, key) -> controlPlane
                .ledger()
                .correct(
                        organization(),
                        key,
                        new PostCorrection(request.amountUsd(), direction.getValue(), request.memo())));
    }

    void close() {
        YearMonth now = YearMonth.from(workspace.clock().instant().atZone(workspace.organizationZone()));
        List<YearMonth> months = IntStream.rangeClosed(1, MONTHS_OFFERED)
                .mapToObj(now::minusMonths)
                .toList();
        Select<YearMonth> month = Fields.tested(new Select<>(), "close-which");
        month.setLabel("Month");
        month.setItems(months);
        month.setItemLabelGenerator(MONTH::format);
        month.setValue(months.getFirst());
        Retries retries = new Retries();
        Form[] form = new Form[1];
        form[0] = new Form("Close a month", "Close it", "close-month-form", () -> {
            ClosePeriod request = new ClosePeriod(month.getValue().toString());
            controlPlane.ledger().close(organization(), retries.keyFor(request), request);
            form[0].close();
            posted.run();
            Notices.done(MONTH.format(month.getValue()) + " is closed.");
        });
        form[0].fields(month);
        form[0].preview("The month's usage and fees are carried to the closed account in one entry. What arrives late"
                + " for it is booked into the month in which it arrives.");
        form[0].open();
    }

    /** Sends what was typed. */
    private interface Sender {
        void send(PostAmount request, String idempotencyKey);
    }

    /** A form with an amount and a memo. */
    private final class Posting {
        private final Dollars amount;
        private final TextField memo;
        private final Form form;
        private final Retries retries = new Retries();
        private Sender sender = (request, key) -> {};

        Posting(String title, String verb, String amountLabel, String memoLabel, LongFunction<String> effect) {
            amount = Fields.tested(new Dollars(amountLabel), "posting-amount");
            memo = Fields.name(memoLabel, "posting-memo");
            form = new Form(title, verb, "posting-form", this::post);
            form.fields(amount, memo);
            form.errors().at("amountUsd", amount).at("memo", memo);
            amount.addValueChangeListener(change -> {
                amount.check(false);
                form.preview(amount.nanos().map(effect::apply).orElse(""));
            });
        }

        void open(Sender how) {
            sender = how;
            form.open();
            amount.focus();
        }

        private void post() {
            if (!(amount.check(true) & Fields.checkNamed(memo, "Say what it is: the books are read for years."))) {
                return;
            }
            PostAmount request = new PostAmount(amount.text(), memo.getValue().strip());
            sender.send(request, retries.keyFor(request));
            form.close();
            posted.run();
            Notices.done("Posted.");
        }
    }
}
