package dev.bursar.gateway.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaScanTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"delta":{"content":"hello"}}                                                  | 5 | 1
            {"delta":{"role":"assistant","content":""}}                                    | 0 | 0
            {"delta": {"content" : "a\\"b\\\\c\\n"}}                                       | 6 | 1
            {"delta":{"content":"\\u00e9\\ud83d\\ude00"}}                                  | 9 | 1
            {"delta":{"content":"é"}}                                                      | 2 | 1
            {"delta":{"reasoning_content":"hm"}}                                           | 2 | 1
            {"delta":{"tool_calls":[{"function":{"arguments":"{}"}}]}}                     | 2 | 1
            {"delta":{"content":"\\"delta\\":{}"},"obfuscation":"xxxxxxxx"}                | 10 | 1
            {"choices":[{"delta":{"content":"a"}},{"delta":{"content":"b"}}]}              | 2 | 2
            {"usage":{"completion_tokens":7}}                                              | 0 | 0
            {"delta":null}                                                                 | 0 | 0
            {"delta":{"content":"torn                                                      | 4 | 1
            """)
    void countsTheTextOfDeltasAndNothingElse(String event, long bytes, long deltas) {
        DeltaScan scan = new DeltaScan();
        byte[] text = ("data: " + event).getBytes(StandardCharsets.UTF_8);

        scan.add(text, 0, text.length);

        assertThat(scan.tokensAtMost()).isEqualTo(bytes);
        assertThat(scan.tokensAbout()).isEqualTo(deltas);
    }

    @Test
    void addsUpAndNeverCountsMoreThanAnHonestHostWouldBill() {
        DeltaScan scan = new DeltaScan();
        byte[] letters = "{\"delta\":{\"content\":\"x\"}}".repeat(80).getBytes(StandardCharsets.UTF_8);

        scan.add(letters, 0, letters.length);
        scan.add(letters, 0, letters.length);

        assertThat(scan.tokensAtMost()).isEqualTo(160);
        assertThat(scan.tokensAbout()).isEqualTo(160);
        assertThat(scan.tokensAtLeast()).isEqualTo(20);
    }
}
