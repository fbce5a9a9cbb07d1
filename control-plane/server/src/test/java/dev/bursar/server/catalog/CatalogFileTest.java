package dev.bursar.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogFileTest {
    private final Map<String, CatalogFile.Host> hosts =
            CatalogFile.read().stream().collect(Collectors.toMap(CatalogFile.Host::host, Function.identity()));

    @Test
    void readsEveryHostAndModel() {
        assertThat(hosts).hasSizeGreaterThan(120);
        assertThat(hosts.values().stream().mapToInt(h -> h.models().size()).sum())
                .isGreaterThan(5000);
    }

    @Test
    void readsAmountsExactlyAndRoundsTracesOfBinaryFractionsAway() {
        assertThat(price("openai", "gpt-4o-mini").rates().inputPerMillion()).isEqualTo(150_000_000L);
        assertThat(price("openai", "gpt-4o-mini").rates().cacheReadPerMillion()).isEqualTo(75_000_000L);
        // In the data: 0.049999999999999996
        assertThat(price("amazon-bedrock", "google.gemma-3-12b-it").rates().inputPerMillion())
                .isEqualTo(50_000_000L);
    }

    @Test
    void readsLongContextTiersAsSteps() {
        List<CatalogFile.EntryStep> steps = price("302ai", "gpt-5.4").steps();
        assertThat(steps).hasSize(1);
        assertThat(steps.getFirst().aboveInputTokens()).isEqualTo(272_000);
        assertThat(steps.getFirst().rates().outputPerMillion()).isEqualTo(22_500_000_000L);
    }

    @Test
    void pricesTheSandbox() {
        for (String model : List.of("echo", "slow", "error-429", "error-500", "no-usage", "disconnect")) {
            assertThat(price("sandbox", model).rates().outputPerMillion()).isEqualTo(2_000_000_000L);
        }
    }

    @Test
    void readsAudioAndOtherNamesOfTheSameThing() {
        assertThat(price("alibaba", "qwen-omni-turbo").rates().audioInputPerMillion())
                .isEqualTo(4_440_000_000L);
        assertThat(price("alibaba", "qwen-omni-turbo").rates().audioOutputPerMillion())
                .isEqualTo(8_890_000_000L);
        assertThat(price("minimax", "MiniMax-M2.1").rates().cacheReadPerMillion())
                .isEqualTo(30_000_000L);
        assertThat(price("poe", "google/nano-banana-pro").rates().outputPerMillion())
                .isEqualTo(120_000_000_000L);
    }

    @Test
    void neverTakesACacheWriteForCheaperThanInput() {
        assertThat(hosts.values().stream()
                        .flatMap(host -> host.models().stream())
                        .map(CatalogFile.Entry::price)
                        .filter(java.util.Objects::nonNull))
                .hasSizeGreaterThan(4_000)
                .allMatch(price ->
                        price.rates().cacheWritePerMillion() >= price.rates().inputPerMillion());
    }

    @Test
    void leavesUnpricedWhatNoPriceBoundsAndSaysWhy() {
        assertThat(entry("perplexity", "sonar-deep-research").price()).isNull();
        assertThat(entry("perplexity", "sonar-deep-research").unpricedBecause()).contains("searches and citations");
        assertThat(entry("nvidia", "qwen/qwen-image").unpricedBecause()).contains("images, audio or video");
        assertThat(hosts.values().stream().flatMap(host -> host.models().stream()))
                .allMatch(entry ->
                        (entry.price() == null) == !entry.unpricedBecause().isEmpty());
    }

    @Test
    void knowsWhoseLimitLeavesReasoningOut() {
        assertThat(entry("alibaba", "qwen-plus").thinksBeyondLimit()).isTrue();
        assertThat(entry("openai", "gpt-5").thinksBeyondLimit()).isFalse();
    }

    @Test
    void namesOnlyPlainAddresses() {
        assertThat(hosts.values().stream().map(CatalogFile.Host::baseUrl).filter(url -> !url.isEmpty()))
                .hasSizeGreaterThan(80)
                .allMatch(url -> url.equals(BaseUrl.check(url, false)));
    }

    private CatalogFile.EntryPrice price(String host, String model) {
        return java.util.Objects.requireNonNull(entry(host, model).price());
    }

    private CatalogFile.Entry entry(String host, String model) {
        return java.util.Objects.requireNonNull(hosts.get(host)).models().stream()
                .filter(m -> m.upstreamModel().equals(model))
                .findFirst()
                .orElseThrow();
    }
}
