package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.common.Money;
import org.junit.jupiter.api.Test;

class AmountsTest {
    @Test
    void writesDollarsWithTwoDecimals() {
        assertThat(Amounts.text(12_400_000_000L)).isEqualTo("$12.40");
        assertThat(Amounts.text(0)).isEqualTo("$0.00");
        assertThat(Amounts.text(1_234_567_890_000_000L)).isEqualTo("$1,234,567.89");
        assertThat(Amounts.text(10_000_000L)).isEqualTo("$0.01");
        assertThat(Amounts.text(-2_500_000_000L)).isEqualTo("−$2.50");
    }

    @Test
    void showsTwoDigitsOfWhatIsBelowACent() {
        assertThat(Amounts.text(4_215_000L)).isEqualTo("$0.0042");
        assertThat(Amounts.text(1L)).isEqualTo("$0.000000001");
        assertThat(Amounts.text(9_999_999L)).isEqualTo("$0.01");
    }

    @Test
    void readsTheSameEverywhere() {
        assertThat(Amounts.of(new Money("12.4", 12_400_000_000L), new Money("50", 50_000_000_000L)))
                .isEqualTo("$12.40 of $50.00");
    }

    @Test
    void keepsEveryDigitForHovering() {
        assertThat(Amounts.exact(new Money("12.403217", 12_403_217_000L)))
                .isEqualTo("$12.403217 (12,403,217,000 nano-USD)");
    }
}
