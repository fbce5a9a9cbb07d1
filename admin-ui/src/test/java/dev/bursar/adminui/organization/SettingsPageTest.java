package dev.bursar.adminui.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminui.ConsoleTest;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SettingsPageTest extends ConsoleTest {
    @Test
    @SuppressWarnings("unchecked")
    void savesCalendarFeesAndTheFourEyesThreshold() {
        open("settings");
        the(Select.class, "organization-fiscal-year").setValue(10);
        the(Select.class, "organization-week-start").setValue(7);
        the(BigDecimalField.class, "organization-top-up-fee").setValue(new BigDecimal("1.25"));
        test(the(TextField.class, "organization-four-eyes")).setValue("75.5");
        click("organization-save");
        assertThat(house.organization.fiscalYearStartMonth()).isEqualTo(10);
        assertThat(house.organization.weekStart()).isEqualTo(7);
        assertThat(house.organization.topUpFeeBasisPoints()).isEqualTo(125);
        assertThat(house.organization.fourEyesAbove().usd()).isEqualTo("75.5");
    }

    @Test
    void refusesAFeeFinerThanABasisPoint() {
        open("settings");
        the(BigDecimalField.class, "organization-own-fee").setValue(new BigDecimal("0.005"));
        click("organization-save");
        assertThat(the(BigDecimalField.class, "organization-own-fee").isInvalid())
                .isTrue();
        assertThat(house.organization.ownCredentialFeeBasisPoints()).isEqualTo(100);
    }
}
