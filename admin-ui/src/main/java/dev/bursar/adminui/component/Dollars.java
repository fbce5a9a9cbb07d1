package dev.bursar.adminui.component;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** A field for an amount in USD, as a decimal: never a float on its way. */
public final class Dollars extends TextField {
    private static final long serialVersionUID = 1L;
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,10}(\\.\\d{1,9})?");

    public Dollars(String label) {
        super(label);
        setPrefixComponent(new Span("$"));
        setPlaceholder("0.00");
        setAllowedCharPattern("[0-9.]");
        setValueChangeMode(ValueChangeMode.EAGER);
        getElement().setAttribute("inputmode", "decimal");
    }

    /** What was typed, without blanks. */
    public String text() {
        return getValue().strip();
    }

    /** Empty where nothing was typed or it is no amount. */
    public Optional<BigDecimal> amount() {
        return isAmount() ? Optional.of(new BigDecimal(text())) : Optional.empty();
    }

    public boolean isAmount() {
        return AMOUNT.matcher(text()).matches();
    }

    /** Shows at the field what is wrong with it. @return whether nothing is */
    public boolean check(boolean required) {
        boolean fine = text().isEmpty() ? !required : isAmount();
        if (!fine) {
            setErrorMessage(
                    text().isEmpty()
                            ? "An amount is needed."
                            : "An amount in dollars, such as 12.50, with at most nine decimals.");
        }
        setInvalid(!fine);
        return fine;
    }

    /** In nanos, for a comparison with what is. */
    public Optional<Long> nanos() {
        return amount().map(a -> a.movePointRight(9).longValue());
    }
}
