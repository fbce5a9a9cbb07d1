package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandLineTest {
    @Test
    void readsEveryOptionOfUp() {
        assertThat(CommandLine.parse(
                        List.of("up", "--json", "--fresh", "--no-build", "--keycloak", "--port-base", "9400")))
                .isEqualTo(new Command.Up(true, true, false, Optional.of(KeycloakKind.AUTO), OptionalInt.of(9400)));
        assertThat(CommandLine.parse(List.of("up")))
                .isEqualTo(new Command.Up(false, false, true, Optional.empty(), OptionalInt.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void readsHowKeycloakIsRun(KeycloakKind kind) {
        assertThat(CommandLine.parse(List.of("up", "--keycloak=" + kind.text())))
                .isEqualTo(new Command.Up(false, false, true, Optional.of(kind), OptionalInt.empty()));
    }

    @Test
    void readsLogsOfOneServiceInAnyOrder() {
        assertThat(CommandLine.parse(List.of("logs", "-f", "gateway"))).isEqualTo(new Command.Logs("gateway", true));
        assertThat(CommandLine.parse(List.of("logs"))).isEqualTo(new Command.Logs("", false));
    }

    @Test
    void helpsWhoSaysNothing() {
        assertThat(CommandLine.parse(List.of())).isEqualTo(new Command.Help());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "frob, 'there is no command \"frob\".'",
                "up --jsn, '\"up\" has no option \"--jsn\".'",
                "up --keycloak=magic, '--keycloak runs by auto, container, distribution, not by \"magic\".'",
                "down now, '\"down\" has no option \"now\".'",
                "logs a b, '\"logs\" has no option \"b\".'",
                "up --port-base, '--port-base needs a number, for example --port-base 9400.'",
                "up --port-base 80, '--port-base must be a port between 1024 and 65000, not \"80\".'",
                "up --port-base x, '--port-base must be a port between 1024 and 65000, not \"x\".'",
            })
    void saysWhatIsWrong(String line, String sentence) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(line.split(" "))))
                .isInstanceOf(UsageException.class)
                .hasMessage(sentence);
    }
}
