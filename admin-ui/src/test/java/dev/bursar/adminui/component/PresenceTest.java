package dev.bursar.adminui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import dev.bursar.adminui.ConsoleTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class PresenceTest extends ConsoleTest {
    @Test
    void asksNothingByItselfWhileNobodyIsThere() {
        open("");
        assertThat(UI.getCurrent().getPollInterval()).isPositive();
        say(Presence.GONE);
        assertThat(UI.getCurrent().getPollInterval()).isNegative();
        say(Presence.BACK);
        assertThat(UI.getCurrent().getPollInterval()).isPositive();
    }

    /** As the page's script does. */
    private void say(String what) {
        Component page = (Component)
                UI.getCurrent().getInternals().getActiveRouterTargetsChain().getFirst();
        page.getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(page.getElement(), what, JsonNodeFactory.instance.objectNode()));
        roundTrip();
    }
}
