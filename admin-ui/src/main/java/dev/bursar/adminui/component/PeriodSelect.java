package dev.bursar.adminui.component;

import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.List;

/** How often a cap begins anew. */
public final class PeriodSelect extends Select<String> {
    private static final long serialVersionUID = 1L;
    private static final List<String> PERIODS = List.of("day", "week", "month", "quarter", "year", "lifetime");

    public PeriodSelect(String label, String value) {
        setLabel(label);
        setItems(PERIODS);
        setItemLabelGenerator(PeriodSelect::label);
        setValue(value);
    }

    /** With terms, which have a first and a last day. */
    public PeriodSelect withTerms() {
        List<String> all = new ArrayList<>(PERIODS);
        all.add(all.size() - 1, "term");
        String value = getValue();
        setItems(all);
        setValue(value);
        return this;
    }

    private static String label(String period) {
        return switch (period) {
            case "lifetime" -> "Never: for its lifetime";
            case "term" -> "Never: for a term with dates";
            default -> "Each " + period;
        };
    }
}
