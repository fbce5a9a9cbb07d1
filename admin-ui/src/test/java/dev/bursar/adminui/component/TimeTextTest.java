package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.bursar.adminui.ConsoleTest;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimeTextTest extends ConsoleTest {
    private static final Instant AT = Instant.parse("2026-03-03T14:00:00Z");

    @Test
    void agesWithThePageThatItStandsOn() {
        Component text = TimeText.ago(AT.atOffset(ZoneOffset.UTC), AT.plusSeconds(120), "");
        UI.getCurrent().add(text);
        roundTrip();
        assertThat(text.getElement().getText()).isEqualTo("2 min ago");
        Now.in(UI.getCurrent()).set(AT.plusSeconds(300));
        roundTrip();
        assertThat(text.getElement().getText()).isEqualTo("5 min ago");
    }

    @Test
    void doesNotGoBackToAPollBeforeItWasDrawn() {
        Now.in(UI.getCurrent()).set(AT.plusSeconds(60));
        Component text = TimeText.ago(AT.atOffset(ZoneOffset.UTC), AT.plusSeconds(120), "");
        UI.getCurrent().add(text);
        roundTrip();
        assertThat(text.getElement().getText()).isEqualTo("2 min ago");
    }
}
