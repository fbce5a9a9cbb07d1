package dev.bursar.server.platform.secret;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Why a password between machines is none: anybody would try it. */
final class Weakness {
    static final int LEAST = 12;
    private static final int LEAST_DISTINCT = 6;
    private static final Set<String> KNOWN = Set.of(
            "changeme",
            "change-me",
            "password",
            "secret",
            "default",
            "example",
            "postgres",
            "bursar",
            "admin",
            "demo",
            "keycloak",
            "test",
            "test-only",
            "insecure",
            "placeholder",
            "replaceme",
            "todo");

    private Weakness() {}

    /** @return why, as it goes on after "The secret x"; never the secret itself */
    static Optional<String> of(String secret) {
        String text = secret.strip();
        if (text.isEmpty()) {
            return Optional.of("is empty");
        }
        if (KNOWN.stream().anyMatch(known -> isMadeOf(text.toLowerCase(Locale.ROOT), known))) {
            return Optional.of("is a default");
        }
        if (text.length() < LEAST) {
            return Optional.of("has fewer than " + LEAST + " characters");
        }
        if (text.chars().distinct().count() < LEAST_DISTINCT) {
            return Optional.of("repeats itself");
        }
        return Optional.empty();
    }

    /** The word, as often as you like, with digits and marks around it. */
    private static boolean isMadeOf(String text, String word) {
        return text.contains(word) && text.replace(word, "").codePoints().noneMatch(Character::isLetter);
    }
}
