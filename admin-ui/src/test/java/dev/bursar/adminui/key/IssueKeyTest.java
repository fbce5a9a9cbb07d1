package dev.bursar.adminui.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.fake.FakeHouse;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IssueKeyTest extends ConsoleTest {
    @Test
    void issuesACappedKeyAndShowsItOnce() {
        open("keys");
        click("issue-key");
        test(the(TextField.class, "key-name")).setValue("Course 7");
        test(the(TextField.class, "key-cap")).setValue("12.50");
        click("issue-key-form-submit");

        Key key = house.keys.getFirst();
        assertThat(key.name()).isEqualTo("Course 7");
        assertThat(Objects.requireNonNull(key.budget()).limit().nanos()).isEqualTo(12_500_000_000L);
        assertThat(the(Span.class, "issued-secret").getText()).startsWith("bsr_live_");
        click("issued-done");
        assertThat(maybe(Span.class, "issued-secret")).isEmpty();
        assertShows("Course 7");
    }

    @Test
    void saysWhatTheKeyWillBeAbleToDoBeforeItIsIssued() {
        open("keys");
        click("issue-key");
        test(the(TextField.class, "key-name")).setValue("Course 7");
        test(the(TextField.class, "key-cap")).setValue("5");

        assertThat(the(Paragraph.class, "issue-key-form-preview").getText())
                .isEqualTo("Course 7 can call every model until it is revoked, and spend at most $5.00 in total.");
    }

    @Test
    void asksForANameAtTheField() {
        open("keys");
        click("issue-key");
        click("issue-key-form-submit");

        TextField name = the(TextField.class, "key-name");
        assertThat(name.isInvalid()).isTrue();
        assertThat(name.getErrorMessage()).contains("name");
        assertThat(maybe(Dialog.class, "issued-key")).isEmpty();
    }

    @Test
    void refusesACapThatIsNoAmountAtTheField() {
        open("keys");
        click("issue-key");
        test(the(TextField.class, "key-name")).setValue("Course 7");
        the(TextField.class, "key-cap").setValue("1.2.3");
        click("issue-key-form-submit");

        assertThat(the(TextField.class, "key-cap").isInvalid()).isTrue();
        assertThat(house.keys).noneMatch(key -> key.name().equals("Course 7"));
    }

    @Test
    void showsWhatTheControlPlaneSaysAboutAFieldAtThatField() {
        open("keys");
        click("issue-key");
        test(the(TextField.class, "key-name")).setValue("taken");
        click("issue-key-form-submit");

        assertThat(the(TextField.class, "key-name").getErrorMessage()).isEqualTo("Another key of yours has this name.");
        assertThat(the(Button.class, "issue-key-form-submit").isEnabled()).isTrue();
    }

    @Test
    void keepsWhatWasTypedWhileTheControlPlaneIsAway() {
        open("keys");
        click("issue-key");
        test(the(TextField.class, "key-name")).setValue("Course 7");
        house.down = true;
        click("issue-key-form-submit");
        assertThat(the(TextField.class, "key-name").getValue()).isEqualTo("Course 7");

        house.down = false;
        click("issue-key-form-submit");
        assertThat(house.keys.getFirst().name()).isEqualTo("Course 7");
    }

    @Test
    void listsKeysThatMatchASearchAndAState() {
        open("keys");
        click("state-revoked");
        assertShows("Old laptop");
        assertThat(page()).doesNotContain("Search assistant");
        test(the(TextField.class, "keys-search")).setValue("nothing like it");
        assertShows("No key matches");
    }

    @Test
    void teachesWhatAKeyIsWhereThereIsNone() {
        house.keys.clear();
        open("keys");
        assertShows("No key has been issued yet");
        click("issue-first-key");
        assertThat(maybe(TextField.class, "key-name")).isPresent();
    }

    @Test
    void refusedFieldsWithoutAPlaceOnTheFormBecomeANotice() {
        open("keys");
        click("issue-key");
        test(the(TextField.class, "key-name")).setValue("Course 7");
        house.refuseNext(FakeHouse.invalid("ownerMemberId", "unknown_member", "There is no such person.")
                .problem());
        click("issue-key-form-submit");
        assertShows("There is no such person.");
    }
}
