package dev.bursar.adminui.component;

import com.vaadin.flow.component.select.Select;

/** How often a cap begins anew. */
public final class PeriodSelect extends Select<String> {
    private static final long serialVersionUID = 1L;

    public PeriodSelect(String label, String value) {
        setLabel(label);
        setItems("day", "week", "month", "quarter", "year", "lifetime");
        setItemLabelGenerator(PeriodSelect::label);
        setValue(value);
    }

    private static String label(String period) {
        return period.equals("lifetime") ? "Never: for its lifetime" : "Each " + period;
    }
}
