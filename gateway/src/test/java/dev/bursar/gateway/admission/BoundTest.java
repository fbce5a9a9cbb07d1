package dev.bursar.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.policy.Model;
import dev.bursar.policy.money.Fees;
import dev.bursar.policy.money.Price;
import dev.bursar.policy.money.Rates;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoundTest {
    private static final Demand TEXT = new Demand(1_000, 0, 0, 0, 0, 0, 0, 0, -1, 100, 1, true, true, 0, "", "");

    @Test
    void countsAnImageByItsFormulaAndNotByItsBytes() {
        Demand images = new Demand(500_000, 0, 1, 1, 499_000, 0, 0, 0, -1, 100, 1, false, false, 0, "", "");

        assertThat(input(images, model("gpt-4o-2024-11-20", 128_000, 0))).isEqualTo(1_000 + 256 + 1_445 + 85);
        assertThat(input(images, model("gpt-4.1-2025-04-14", 128_000, 0))).isEqualTo(1_000 + 256 + 1_536 + 256);
        assertThat(input(images, model("gpt-4o-mini", 128_000, 0))).isEqualTo(1_000 + 256 + 48_169 + 2_833);
        assertThat(input(images, model("anthropic/claude-sonnet-4-5", 200_000, 0)))
                .isEqualTo(1_000 + 256 + 2 * 5_000);
        assertThat(input(images, model("pixtral-large", 128_000, 0))).isEqualTo(1_000 + 256 + 2 * 50_000);
    }

    /** gpt-4o-mini bills more tokens for an image than its window counts. */
    @Test
    void letsTheWindowBoundWhatItCountsOnly() {
        Demand large = new Demand(1_000_000, 0, 10, 0, 0, 0, 0, 0, -1, 100, 1, false, false, 0, "", "");
        Demand file = new Demand(1_000, 0, 0, 0, 0, 0, 0, 0, -1, 100, 1, false, false, 0, "a file", "");

        assertThat(input(large, model("gpt-4o-mini", 128_000, 0))).isEqualTo(128_000 + 10 * 48_169);
        assertThat(input(file, model("gpt-4o-mini", 128_000, 0))).isEqualTo(34 * 128_000);
        assertThat(input(file, model("claude-opus-4-5", 200_000, 0))).isEqualTo(200_000);
    }

    @Test
    void addsToTheOutputWhatTheLimitDoesNotGovern() {
        Demand predicted = new Demand(1_000, 0, 0, 0, 0, 0, 0, 300, -1, 100, 2, false, false, 0, "", "");

        assertThat(Bound.of(predicted, model("m", 10_000, 0)).usage().outputTokens())
                .isEqualTo(2 * (100 + 300));
        assertThat(Bound.of(TEXT, thinking(32_000)).usage().outputTokens()).isEqualTo(100 + 32_000);
        assertThat(Bound.unbounded(TEXT, thinking(0))).get().asString().contains("reasoning");
        assertThat(Bound.of(TEXT, thinking(32_000)).affordableOutput(price(0), 33_000_000L))
                .isEqualTo(-1);
    }

    @Test
    void takesToolsThatTheProviderRunsOnlyWithAPriceAndACap() {
        Demand capped = new Demand(1_000, 0, 0, 0, 0, 0, 0, 0, -1, 100, 1, false, false, 3, "", "");
        Demand uncapped = new Demand(1_000, 0, 0, 0, 0, 0, 0, 0, -1, 100, 1, false, false, Demand.UNCAPPED, "", "");

        assertThat(Bound.unbounded(capped, model("m", 8_000, 0)))
                .get()
                .asString()
                .contains("no price");
        assertThat(Bound.unbounded(uncapped, model("m", 8_000, 5)))
                .get()
                .asString()
                .contains("max_tool_calls");
        assertThat(Bound.unbounded(capped, model("m", 0, 5))).get().asString().contains("context window");
        assertThat(Bound.unbounded(capped, model("m", 8_000, 5))).isEmpty();
        assertThat(Bound.of(capped, model("m", 8_000, 5)).usage().inputTokens()).isEqualTo(4 * 8_000);
        assertThat(Bound.of(capped, model("m", 8_000, 5)).usage().toolCalls()).isEqualTo(3);
    }

    @Test
    void countsDefinitionsTwiceAndAudioByTheSecond() {
        Demand tools = new Demand(1_000, 400, 0, 0, 0, 0, 0, 0, -1, 100, 1, false, false, 0, "", "");
        Demand audio = new Demand(100_000, 0, 0, 0, 0, 12, 99_000, 0, -1, 100, 1, false, false, 0, "", "");

        assertThat(input(tools, model("m", 0, 0))).isEqualTo(1_000 + 400 + 1_024 + 256);
        assertThat(input(audio, model("m", 0, 0))).isEqualTo(1_000 + 256 + 600);
        assertThat(Bound.of(audio, model("m", 0, 0)).usage().audioInputTokens()).isEqualTo(600);
    }

    private static long input(Demand demand, Model model) {
        return Bound.of(demand, model).usage().inputTokens();
    }

    private static Model model(String upstream, long context, long toolFee) {
        return model(upstream, context, toolFee, false);
    }

    private static Model thinking(long context) {
        return model("qwen-plus", context, 0, true);
    }

    private static Model model(String upstream, long context, long toolFee, boolean thinksBeyondLimit) {
        return new Model(
                "p/" + upstream,
                upstream,
                "provider",
                upstream,
                context,
                0,
                Optional.of(price(toolFee)),
                "",
                thinksBeyondLimit,
                List.of("text", "image", "audio"),
                List.of("text"),
                0);
    }

    private static Price price(long toolFee) {
        long rate = 1_000_000_000L;
        return new Price("p", new Rates(rate, rate, rate, rate), new Fees(0, 0, 0, toolFee), List.of());
    }
}
