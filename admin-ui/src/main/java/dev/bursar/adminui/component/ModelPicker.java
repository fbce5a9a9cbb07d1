package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Models of the catalog and patterns such as {@code openai/*}; nothing chosen means every model. */
public final class ModelPicker extends MultiSelectComboBox<String> {
    private static final long serialVersionUID = 1L;
    private static final Pattern NAME = Pattern.compile("[!-~]{1,200}");

    public ModelPicker(String label) {
        super(label);
        setPlaceholder("Every model");
        setHelperText("Pick models, or type a pattern such as openai/* and press Enter.");
        setAllowCustomValue(true);
        setAutoExpand(AutoExpandMode.VERTICAL);
        addCustomValueSetListener(typed -> addTyped(typed.getDetail().strip()));
    }

    public void offer(ControlPlane controlPlane, UUID organizationId, List<String> chosen) {
        setItems(query -> {
            @Nullable
            String part = query.getFilter()
                    .filter(text -> !text.isBlank())
                    .map(String::strip)
                    .orElse(null);
            int from = query.getOffset();
            return found(controlPlane, organizationId, part).stream().skip(from).limit(query.getLimit());
        });
        setValue(new LinkedHashSet<>(chosen));
    }

    /** The patterns of what is found, then what is found. */
    private static Set<String> found(ControlPlane controlPlane, UUID organizationId, @Nullable String part) {
        List<Model> models = controlPlane
                .catalog()
                .models(organizationId, part, null, Lookup.MOST)
                .items();
        Set<String> offered = new LinkedHashSet<>(patterns(models));
        models.forEach(model -> offered.add(model.name()));
        return offered;
    }

    private static Set<String> patterns(List<Model> models) {
        Set<String> patterns = new TreeSet<>();
        models.forEach(model -> patterns.add(model.name().replaceFirst("/.*", "/*")));
        return patterns;
    }

    private void addTyped(String pattern) {
        if (!NAME.matcher(pattern).matches()) {
            setErrorMessage("A model's name or a pattern, without blanks.");
            setInvalid(true);
            return;
        }
        setInvalid(false);
        Set<String> value = new LinkedHashSet<>(getValue());
        value.add(pattern);
        setValue(value);
    }

    public List<String> patterns() {
        return List.copyOf(getValue());
    }
}
