package dev.bursar.adminui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.adminapi.access.Invitation;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.component.RoleChoice;
import dev.bursar.adminui.fake.FakeHouse;
import org.junit.jupiter.api.Test;

class InvitationsTest extends ConsoleTest {
    @Test
    void invitesAPastedListAndShowsEachLinkOnce() {
        open("people");
        invite("Grace <grace@acme.example>; alan@acme.example\nada@acme.example");
        assertThat(house.invitations)
                .extracting(Invitation::email)
                .contains("grace@acme.example", "alan@acme.example")
                .doesNotContain("ada@acme.example");
        assertThat(find(Span.class).all().stream()
                        .filter(span ->
                                "invitation-link".equals(span.getElement().getAttribute("data-test")))
                        .map(Span::getText))
                .hasSize(2)
                .allMatch(link -> link.contains("/join?organization="));
        assertThat(find(Span.class).all().stream().map(Span::getText))
                .contains("ada@acme.example belongs to the organization already.");
    }

    private void invite(String addresses) {
        click("invite-people");
        test(the(TextArea.class, "invite-addresses")).setValue(addresses);
        RoleChoice role = the(RoleChoice.class, "invite-role");
        role.setValue(role.getListDataView()
                .getItems()
                .filter(one -> one.name().equals("member"))
                .findFirst()
                .orElseThrow());
        click("invite-form-submit");
    }

    @Test
    void saysAtTheFieldWhatIsNoAddress() {
        open("people");
        invite("grace@@acme.example");
        assertThat(the(TextArea.class, "invite-addresses").isInvalid()).isTrue();
        assertThat(house.invitations).extracting(Invitation::email).doesNotContain("grace@@acme.example");
    }

    @Test
    void aRevokedInvitationTakesItsRolesAndANewLinkReplacesTheOldOne() {
        open("people/invitations");
        String before = house.lastToken;
        clickInRow("invitations-table", 4, "resend-invitation");
        assertThat(house.lastToken).isNotEqualTo(before);
        click("invitation-done");
        Invitation first = house.invitations.getFirst();
        clickInRow("invitations-table", 4, "revoke-invitation");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(house.invitations.getFirst().state()).isEqualTo("revoked");
        assertThat(house.grants).noneMatch(grant -> grant.holderId().equals(first.memberId()));
    }

    @Test
    void nothingIsAcceptedByOpeningTheLinkButByTheButton() {
        join(house.lastToken);
        assertThat(house.invitations).extracting(Invitation::state).doesNotContain("accepted");
        click("accept-invitation");
        assertThat(house.invitations).extracting(Invitation::state).contains("accepted");
        assertShows("Acme Research");
    }

    @Test
    void aLinkThatDoesNotWorkSaysWhatToDo() {
        join("never-given-out");
        click("accept-invitation");
        assertShows("This invitation does not work");
        assertThat(maybe(Button.class, "join-sign-out")).isPresent();
    }

    private void join(String token) {
        UI.getCurrent()
                .navigate("join", QueryParameters.fromString("organization=" + FakeHouse.ACME + "&token=" + token));
        roundTrip();
    }
}
