package dev.bursar.policy.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ScimTokenTextTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void readsBackWhatItGenerated() {
        ScimTokenText token = ScimTokenText.generate(random);

        assertThat(token.reveal()).hasSize(ScimTokenText.LENGTH).startsWith("bsr_scim_");
        assertThat(ScimTokenText.parse(token.reveal()))
                .map(ScimTokenText::reveal)
                .contains(token.reveal());
    }

    @Test
    void findsEveryMistypedCharacter() {
        String token = ScimTokenText.generate(random).reveal();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'x' ? 'y' : 'x';
            String mistyped = token.substring(0, i) + other + token.substring(i + 1);

            assertThat(ScimTokenText.parse(mistyped)).as("position %d", i).isEmpty();
        }
    }

    @Test
    void isNoKeyAndNoKeyIsOne() {
        String key = KeyText.generate(KeyText.Environment.LIVE, random).reveal();
        String token = ScimTokenText.generate(random).reveal();

        assertThat(ScimTokenText.parse(key)).isEmpty();
        assertThat(KeyText.parse(token)).isEmpty();
        assertThat(ScimTokenText.parse("")).isEmpty();
    }

    @Test
    void masksItself() {
        ScimTokenText token = ScimTokenText.generate(random);

        assertThat(token.toString()).isEqualTo(token.masked()).hasSize(23).doesNotContain(token.reveal());
    }
}
