package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password2026!",
                "P@ssw0rd12345",
                "passwordpassword",
                "123456789012",
                "qwertyuiop12",
                "qwertyuiopasdfghjkl",
                "1qaz2wsx3edc",
                "aaaaaaaaaaaa",
                "abababababab",
                "iloveyou2024!!",
                "welcome123456",
                "letmein!!!!!!",
                "changeme12345",
                "!!!!2026!!!!!",
                "Summer2026!!!!",
                "correcthorsebatterystaple",
                "zyxwvutsrqpo",
                "adminadmin1234",
            })
    void refusesWhatIsTriedFirst(String password) {
        assertThat(code(password)).isEqualTo("password_common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mailcreated5240", "MAILCREATED5240", "christopher99!", "2026-Christopher", "nuttertools1"})
    void refusesWhatWasStolen(String password) {
        assertThat(code(password)).isEqualTo("password_stolen");
    }

    @Test
    void refusesEveryStolenPasswordOfItsList() {
        List<String> candidates = StolenPasswords.all().stream()
                .filter(password -> password.length() >= PasswordRules.LEAST)
                .toList();
        assertThat(candidates)
                .hasSizeGreaterThan(400)
                .allSatisfy(password ->
                        assertThat(code(password)).isIn("password_common", "password_stolen", "password_personal"));
        assertThat(StolenPasswords.all()).hasSizeGreaterThan(30_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"milotanaka123", "Milo.Tanaka!1", "bursarbursar1x", "milo@acme.test", "acmebursarmilo"})
    void refusesWhatAnybodyKnows(String password) {
        assertThat(code(password)).isEqualTo("password_personal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vier Esel im Regen",
                "k3mpt-urf-97-loz",
                "žluťoučký kůň",
                "nine purple walruses hum",
                "密码不是一个好主意吗朋友们",
                "            x y z w",
                "summer walrus accounting"
            })
    void takesAnyCharactersAndDemandsNone(String password) {
        assertThat(code(password)).isEmpty();
    }

    @Test
    void wantsTwelveCharactersAndTakesSixtyFour() {
        assertThat(code("vxqmkzjtrwp")).isEqualTo("password_too_short");
        assertThat(code("vxqmkzjtrwph")).isEmpty();
        assertThat(code("vxqmkzjtrwph".repeat(6).substring(0, 64))).isEmpty();
        assertThat(code("vxqmkzjtrwph".repeat(6))).isEqualTo("password_too_long");
        assertThat(code("ж".repeat(6) + "абвгдежзийклмнопрстуфхцчшщъыьэюя")).isEqualTo("password_too_long");
    }

    private static String code(String password) {
        return PasswordRules.check(password, "milo@acme.test", "Milo Tanaka")
                .map(PasswordRules.Broken::code)
                .orElse("");
    }
}
