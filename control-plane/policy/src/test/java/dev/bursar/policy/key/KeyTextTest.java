package dev.bursar.policy.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeyTextTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void readsBackWhatItGenerated() {
        KeyText key = KeyText.generate(KeyText.Environment.LIVE, random);

        assertThat(key.reveal()).hasSize(KeyText.LENGTH).startsWith("bsr_live_");
        assertThat(KeyText.parse(key.reveal())).map(KeyText::reveal).contains(key.reveal());
    }

    @Test
    void findsEveryMistypedCharacter() {
        String key = KeyText.generate(KeyText.Environment.TEST, random).reveal();
        for (int i = 0; i < key.length(); i++) {
            char other = key.charAt(i) == 'x' ? 'y' : 'x';
            String mistyped = key.substring(0, i) + other + key.substring(i + 1);

            assertThat(KeyText.parse(mistyped)).as("position %d", i).isEmpty();
        }
    }

    @Test
    void refusesOtherLengthsAndForms() {
        String key = KeyText.generate(KeyText.Environment.LIVE, random).reveal();

        assertThat(KeyText.parse("")).isEmpty();
        assertThat(KeyText.parse(key + "0")).isEmpty();
        assertThat(KeyText.parse(key.substring(1))).isEmpty();
        assertThat(KeyText.parse("é".repeat(KeyText.LENGTH))).isEmpty();
    }

    @Test
    void masksItself() {
        KeyText key = KeyText.generate(KeyText.Environment.LIVE, random);

        assertThat(key.toString()).isEqualTo("bsr_live_" + key.id() + "_…");
    }
}
