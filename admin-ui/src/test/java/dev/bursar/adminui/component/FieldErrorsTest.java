package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.common.Problem;
import dev.bursar.adminui.controlplane.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldErrorsTest {
    private final TextField scopes = new TextField();
    private final Details more = new Details("More", new Div(scopes));
    private final FieldErrors errors = new FieldErrors().at("scopes", scopes);

    @Test
    void unfoldsWhatHoldsTheFieldThatIsWrong() {
        errors.show(refusal("scopes"));

        assertThat(scopes.isInvalid()).isTrue();
        assertThat(scopes.getErrorMessage()).isEqualTo("Names one scope twice.");
        assertThat(more.isOpened()).isTrue();
    }

    @Test
    void leavesFoldedWhatIsRight() {
        TextField name = new TextField();

        errors.at("name", name).show(refusal("name"));

        assertThat(name.isInvalid()).isTrue();
        assertThat(more.isOpened()).isFalse();
    }

    private static RefusedException refusal(String field) {
        return new RefusedException(new Problem(
                "https://bursar.dev/problems/fields_invalid",
                "Bad Request",
                400,
                "fields_invalid",
                null,
                null,
                List.of(new Problem.FieldError(field, "invalid", "Names one scope twice."))));
    }
}
