package dev.bursar.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.policy.money.Tokens;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UsageScanTest {
    @Test
    void countsAudioCacheWritesAndSearches() {
        assertThat(scan("{\"prompt_tokens\":100,\"completion_tokens\":50,\"total_tokens\":150,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":20,\"cache_write_tokens\":30,\"audio_tokens\":40},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":10,\"audio_tokens\":25},"
                        + "\"server_tool_use\":{\"web_search_requests\":2}}"))
                .isEqualTo(new Counted(new Tokens(100, 50, 20, 30, 10, 40, 25), 2));
    }

    @Test
    void readsTheNamesThatOtherHostsGive() {
        assertThat(scan("{\"prompt_tokens\":100,\"completion_tokens\":50,\"prompt_cache_hit_tokens\":64}"))
                .isEqualTo(Counted.of(new Tokens(100, 50, 64, 0, 0)));
        assertThat(scan("{\"prompt_tokens\":100,\"completion_tokens\":50,\"cache_read_input_tokens\":8,"
                        + "\"cache_creation_input_tokens\":16,\"num_search_queries\":3}"))
                .isEqualTo(new Counted(new Tokens(100, 50, 8, 16, 0), 3));
    }

    @Test
    void countsReasoningAsOutputWhereOnlyTheTotalHasIt() {
        assertThat(scan("{\"prompt_tokens\":8,\"completion_tokens\":9,\"total_tokens\":557}"))
                .isEqualTo(Counted.of(new Tokens(8, 549, 0, 0, 0)));
    }

    @Test
    void takesOddCountsWithoutFailing() {
        assertThat(scan("{\"prompt_tokens\":-1,\"completion_tokens\":9223372036854775807,\"total_tokens\":-9,"
                        + "\"prompt_tokens_details\":null,\"num_search_queries\":-4}"))
                .isEqualTo(new Counted(new Tokens(0, Tokens.MAX, 0, 0, 0), 0));
        assertThat(scan("{\"total_tokens\":5}")).isNull();
    }

    private static @org.jspecify.annotations.Nullable Counted scan(String usage) {
        byte[] text = ("{\"usage\":" + usage + "}").getBytes(StandardCharsets.UTF_8);
        UsageScan scan = new UsageScan();
        scan.scan(text, 0, text.length);
        return scan.counted();
    }
}
