package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Fields as the console makes them. */
public final class Fields {
    private static final int LONGEST_NAME = 200;

    private Fields() {}

    public static <T extends Component> T tested(T field, String test) {
        field.getElement().setAttribute("data-test", test);
        return field;
    }

    public static TextField name(String label, String test) {
        TextField field = new TextField(label);
        field.setMaxLength(LONGEST_NAME);
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.setRequiredIndicatorVisible(true);
        field.setManualValidation(true);
        return tested(field, test);
    }

    /** Shows at the field that it is needed. @return whether something was typed */
    public static boolean checkNamed(TextField field, String message) {
        boolean named = !field.getValue().isBlank();
        field.setErrorMessage(message);
        field.setInvalid(!named);
        return named;
    }

    /** A day from today on. */
    public static DatePicker lastDay(String label, String test) {
        DatePicker picker = new DatePicker(label);
        picker.setMin(LocalDate.now(Times.readersZone()));
        picker.setClearButtonVisible(true);
        picker.setPlaceholder("Never");
        return tested(picker, test);
    }

    /** The end of a day where the reader is. */
    public static @Nullable OffsetDateTime endOf(@Nullable LocalDate day) {
        return day == null
                ? null
                : day.plusDays(1).atStartOfDay(Times.readersZone()).toOffsetDateTime();
    }

    /** A sentence or two that somebody else will read. @param most characters */
    public static TextArea words(String label, String test, int most) {
        TextArea area = new TextArea(label);
        area.setMaxLength(most);
        area.setValueChangeMode(ValueChangeMode.EAGER);
        area.setManualValidation(true);
        area.setMinRows(2);
        return tested(area, test);
    }

    /** Shows at the field that it is needed. @return whether something was typed */
    public static boolean checkWords(TextArea field, String message) {
        boolean said = !field.getValue().isBlank();
        field.setErrorMessage(message);
        field.setInvalid(!said);
        return said;
    }
}
