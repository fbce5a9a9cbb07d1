package dev.bursar.policy.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectPatternTest {
    @ParameterizedTest
    @CsvSource({
        "repo:acme/*,                     repo:acme/shop:ref:refs/heads/main, true",
        "repo:acme/*,                     repo:acme/, true",
        "repo:acme/*,                     repo:acme-evil/shop, false",
        "repo:acme/*,                     xrepo:acme/shop, false",
        "repo:acme/*,                     Repo:acme/shop, false",
        "repo:acme/*:ref:refs/heads/main, repo:acme/shop:ref:refs/heads/main, true",
        "repo:acme/*:ref:refs/heads/main, repo:acme/shop:ref:refs/heads/main2, false",
        "repo:acme/*:ref:refs/heads/main, repo:acme/:ref:refs/heads/main, true",
        "repo:acme/shop,                  repo:acme/shop, true",
        "repo:acme/shop,                  repo:acme/shop2, false",
        "a.c,                             abc, false",
        "a[b]c,                           abc, false",
        "a?c,                             abc, false",
        "a*b*c,                           a-b-c, true",
        "a*b*c,                           a-c, false",
        "ab*ba,                           aba, false",
        "ab*ba,                           abba, true",
        "a**c,                            abc, true",
        "a*bb*bc,                         abbc, false",
    })
    void matchesAsWritten(String pattern, String subject, boolean matches) {
        assertThat(new SubjectPattern(pattern).matches(subject)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*x", "**", "a\nb", "a*b*c*d*e*f*g*h*i*j"})
    void refusesWhatTrustsStrangersOrCannotBeRead(String pattern) {
        assertThatThrownBy(() -> new SubjectPattern(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cannotBeMadeSlow() {
        SubjectPattern pattern = new SubjectPattern("a*a*a*a*a*a*a*a*b");
        String subject = "a".repeat(100_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(pattern.matches(subject)).isFalse());
    }
}
