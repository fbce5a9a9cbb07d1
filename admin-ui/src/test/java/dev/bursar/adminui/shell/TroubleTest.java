package dev.bursar.adminui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.server.ErrorEvent;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.controlplane.UnreachableException;
import org.junit.jupiter.api.Test;

class TroubleTest extends ConsoleTest {
    @Test
    void aControlPlaneThatIsAwayIsSaidInASentenceWithAWayToTryAgain() {
        open("keys");
        house.down = true;
        open("budgets");
        assertShows("The control plane cannot be reached");
        assertThat(maybe(Button.class, "retry")).isPresent();
        assertThat(page()).doesNotContain("Exception");
    }

    @Test
    void anOrganizationOfOthersDoesNotExist() {
        UI.getCurrent().navigate("o/somebody-else/keys");
        assertShows("There is no such page");
    }

    @Test
    void theFrontDoorLeadsToTheFirstOrganization() {
        UI.getCurrent().navigate("");
        assertShows("Spent today");
    }

    @Test
    void anActionThatFailsIsANoticeAndThePageStays() {
        open("keys");
        Start.report(new ErrorEvent(new UnreachableException("The control plane cannot be reached.", null)));
        roundTrip();
        assertShows("The control plane cannot be reached. Nothing was changed");
        assertShows("Search assistant");
    }
}
