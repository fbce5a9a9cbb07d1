package dev.bursar.adminui.component;

import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.common.Money;
import dev.bursar.adminapi.ledger.SignedMoney;

/** An amount with tabular figures; every digit on hover. */
public final class MoneyText extends Span {
    private static final long serialVersionUID = 1L;

    public MoneyText(Money money) {
        super(Amounts.text(money));
        addClassName("money");
        getElement().setAttribute("title", Amounts.exact(money));
    }

    public MoneyText(SignedMoney money) {
        super(Amounts.text(money.nanos()));
        addClassName("money");
        getElement().setAttribute("title", Amounts.exact(money));
    }

    /** {@code $12.40 of $50.00}. */
    public static Span of(Money part, Money whole) {
        Span all = new Span(Amounts.of(part, whole));
        all.addClassName("money");
        all.getElement().setAttribute("title", Amounts.exact(part) + " of " + Amounts.exact(whole));
        return all;
    }
}
