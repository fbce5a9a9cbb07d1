package dev.bursar.policy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPatternTest {
    @Test
    void matchesNamesAndPrefixes() {
        assertThat(new ModelPattern("openai/*").matches("openai/gpt-4o")).isTrue();
        assertThat(new ModelPattern("openai/*").matches("openai2/gpt-4o")).isFalse();
        assertThat(new ModelPattern("openai/gpt-4o").matches("openai/gpt-4o-mini"))
                .isFalse();
        assertThat(new ModelPattern("*").matches("anything")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*b", "**", "with space", "tab\t", "é"})
    void refusesOtherForms(String text) {
        assertThatThrownBy(() -> new ModelPattern(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsCoveredMatchesNothingMore() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> parts = List.of("a", "b", "/", "a", "*");
        for (int i = 0; i < 20_000; i++) {
            ModelPattern wide = random(random, parts);
            ModelPattern narrow = random(random, parts);
            String name = random(random, parts.subList(0, 4)).text();
            if (wide.covers(narrow) && narrow.matches(name)) {
                assertThat(wide.matches(name))
                        .as("seed %d: %s covers %s, %s", seed, wide, narrow, name)
                        .isTrue();
            }
        }
    }

    private static ModelPattern random(Random random, List<String> parts) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(1, 5);
        for (int i = 0; i < length && !text.toString().endsWith("*"); i++) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return new ModelPattern(text.toString());
    }
}
