package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Summary SUMMARY = new Summary(
            new Ports(8400, 8401, 8402, 8403, 8404, 8405, 8406),
            new Welcome("bsr_test_x", List.of(new Welcome.Login("auditor", "a@example.com", "p\"w\\\n"))),
            Optional.empty());

    @Test
    void isOneObject() {
        assertThat(SUMMARY.json())
                .isEqualTo("{\"console\":\"http://127.0.0.1:8400\",\"adminApi\":\"http://127.0.0.1:8401\","
                        + "\"gateway\":\"http://127.0.0.1:8403\",\"key\":\"bsr_test_x\",\"logins\":[{\"role\":\"auditor\","
                        + "\"email\":\"a@example.com\",\"password\":\"p\\\"w\\\\\\u000a\"}]}");
    }

    @Test
    void hasACallThatCanBePasted() {
        assertThat(SUMMARY.text())
                .contains("\ncurl http://127.0.0.1:8403/v1/chat/completions \\\n")
                .contains("\"Authorization: Bearer bsr_test_x\"")
                .contains("base_url=\"http://127.0.0.1:8403/v1\", api_key=\"bsr_test_x\"")
                .contains("\nEND\n");
    }

    @Test
    void keepsSecretsOutOfToString() {
        assertThat(new Welcome("bsr_test_x", List.of(new Welcome.Login("r", "e", "pass"))).toString())
                .doesNotContain("bsr_test_x", "pass");
    }
}
