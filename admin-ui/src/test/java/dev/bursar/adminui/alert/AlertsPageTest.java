package dev.bursar.adminui.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminui.ConsoleTest;
import org.junit.jupiter.api.Test;

class AlertsPageTest extends ConsoleTest {
    @Test
    void createsARuleForEveryBudgetAtOnce() {
        open("alerts");
        click("create-rule");
        test(the(TextField.class, "rule-name")).setValue("Half");
        the(IntegerField.class, "rule-percent").setValue(50);
        roundTrip();
        assertThat(the(Paragraph.class, "rule-form-preview").getText())
                .startsWith("When 50% of any budget is spent, ")
                .endsWith("is told, once for each crossing.");
        click("rule-form-submit");
        assertThat(house.rules.getLast().percent()).isEqualTo(50);
        assertThat(house.rules.getLast().budgetId()).isNull();
        assertShows("Half");
    }

    @Test
    void refusesAThresholdOfNothing() {
        open("alerts");
        click("create-rule");
        int before = house.rules.size();
        test(the(TextField.class, "rule-name")).setValue("None");
        the(IntegerField.class, "rule-percent").setValue(0);
        click("rule-form-submit");
        assertThat(house.rules).hasSize(before);
        assertThat(the(IntegerField.class, "rule-percent").getErrorMessage()).isEqualTo("1 to 1000.");
    }

    @Test
    @SuppressWarnings("unchecked")
    void showsAWebhooksSecretOnce() {
        open("alerts/channels");
        click("create-channel");
        the(Select.class, "channel-kind").setValue("webhook");
        test(the(TextField.class, "channel-name")).setValue("Pager");
        test(the(TextField.class, "channel-target")).setValue("http://insecure.example");
        click("channel-form-submit");
        assertThat(the(TextField.class, "channel-target").isInvalid()).isTrue();
        test(the(TextField.class, "channel-target")).setValue("https://pager.example/secret/path");
        click("channel-form-submit");
        assertThat(the(Span.class, "signing-secret").getText()).startsWith("whsec_");
        click("channel-secret-done");
        assertThat(maybe(Span.class, "signing-secret")).isEmpty();
        assertShows("Pager");
        assertThat(page()).doesNotContain("secret/path");
    }

    @Test
    void testsAChannelAndSaysHowItWent() {
        open("alerts/channels");
        assertShows("Incident desk");
        Button last = find(Button.class).all().stream()
                .filter(one -> "test-channel".equals(one.getElement().getAttribute("data-test")))
                .reduce((a, b) -> b)
                .orElseThrow();
        test(last).click();
        roundTrip();
        assertShows("Incident desk was not reached. The receiver answered with 503.");
    }

    @Test
    void listsWhatWasDeliveredAndWhatWasNot() {
        open("alerts/deliveries");
        assertShows("8 tries, last answer 410");
        assertShows("Delivered");
    }
}
