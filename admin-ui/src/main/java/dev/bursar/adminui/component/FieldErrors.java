package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.details.Details;
import dev.bursar.adminapi.common.Problem;
import dev.bursar.adminui.controlplane.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Brings what the control plane says about a field to that field. */
public final class FieldErrors {
    private final Map<String, HasValidation> fields = new LinkedHashMap<>();

    /** @param path of the member in the request, {@code capUsd} */
    public FieldErrors at(String path, HasValidation field) {
        fields.put(path, field);
        return this;
    }

    public void clear() {
        fields.values().forEach(field -> field.setInvalid(false));
    }

    /** Shows a problem at its fields; what has no field here becomes a notice. */
    public void show(RefusedException refused) {
        boolean elsewhere = refused.fieldErrors().isEmpty();
        for (Problem.FieldError error : refused.fieldErrors()) {
            Optional<HasValidation> field = fieldOf(error.field());
            if (field.isPresent()) {
                field.get().setErrorMessage(error.message());
                field.get().setInvalid(true);
                reveal(field.get());
            } else {
                elsewhere = true;
            }
        }
        if (elsewhere) {
            Notices.of(refused);
        }
    }

    /** Folded away nobody would see it. */
    private static void reveal(HasValidation field) {
        Optional<Component> around = field instanceof Component shown ? shown.getParent() : Optional.empty();
        while (around.isPresent()) {
            if (around.get() instanceof Details folded) {
                folded.setOpened(true);
            }
            around = around.get().getParent();
        }
    }

    private Optional<HasValidation> fieldOf(String path) {
        int bracket = path.indexOf('[');
        String name = bracket < 0 ? path : path.substring(0, bracket);
        return Optional.ofNullable(fields.get(name));
    }
}
