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
    void namesOnlyPlainAddresses() {
        assertThat(hosts.values().stream().map(CatalogFile.Host::baseUrl).filter(url -> !url.isEmpty()))
                .hasSizeGreaterThan(80)
                .allMatch(url -> url.equals(BaseUrl.check(url, false)));
    }

    private CatalogFile.EntryPrice price(String host, String model) {
        CatalogFile.Host found = java.util.Objects.requireNonNull(hosts.get(host));
        return found.models().stream()
                .filter(m -> m.upstreamModel().equals(model))
                .map(CatalogFile.Entry::price)
                .map(java.util.Objects::requireNonNull)
                .findFirst()
                .orElseThrow();
    }
}
