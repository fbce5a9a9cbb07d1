package dev.bursar.server.identity.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a new password must be: long, and none of those that everybody tries first. Any characters will do, and none is
 * demanded. The words below are tried with whatever digits and marks around them, with digits for letters, and twice or
 * more in a row; so are rows of the keyboard, sequences, repetitions, and what anybody knows of the person.
 */
final class PasswordRules {
    static final int LEAST = 12;
    static final int MOST = 64;
    /** The hash reads no more than this. */
    private static final int MOST_BYTES = 72;

    private static final int LEAST_DISTINCT = 5;

    /** Words of this product and of whoever runs it; documented in docs/security.md. */
    private static final List<String> OF_THE_HOUSE =
            List.of("bursar", "gateway", "console", "budget", "ledger", "finance", "auditor", "instructor", "operator");

    private static final List<String> COMMON = common();

    private static final List<String> ROWS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm",
            "azertyuiopqsdfghjklmwxcvbn",
            "01234567890123456789012345678901234567890123456789",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm");

    private PasswordRules() {}

    /** A rule that a password breaks. @param code stable */
    record Broken(String code, String sentence) {}

    /** @param email and name of whose it is to be */
    static Optional<Broken> check(String password, String email, String name) {
        if (password.codePointCount(0, password.length()) < LEAST) {
            return broken("password_too_short", "A password has at least " + LEAST + " characters.");
        }
        if (password.length() > MOST || password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return broken("password_too_long", "A password has at most " + MOST + " characters and 72 bytes.");
        }
        if (isCommon(password)) {
            return broken("password_common", "Passwords like this are the first that are tried. Choose another.");
        }
        if (StolenPasswords.has(password)) {
            return broken("password_stolen", "This one is in lists of stolen passwords. Choose another.");
        }
        if (saysWhoseItIs(password, email, name)) {
            return broken("password_personal", "Leave out your name, your address and the name of this product.");
        }
        return Optional.empty();
    }

    private static Optional<Broken> broken(String code, String sentence) {
        return Optional.of(new Broken(code, sentence));
    }

    private static boolean isCommon(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.chars().distinct().count() < LEAST_DISTINCT || isRow(lower)) {
            return true;
        }
        Stream<String> cores = Stream.of(lower, plain(lower), plain(trimmed(lower)));
        return cores.map(PasswordRules::letters)
                .anyMatch(core -> core.isEmpty() || COMMON.stream().anyMatch(word -> isMadeOf(core, word)));
    }

    private static String trimmed(String text) {
        return text.replaceAll("^\\P{L}+|\\P{L}+$", "");
    }

    /** Digits and marks for the letters that they look like. */
    private static String plain(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i');
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isMadeOf(String core, String word) {
        return core.replace(word, "").length() <= 1 && core.contains(word);
    }

    private static boolean isRow(String text) {
        String reversed = new StringBuilder(text).reverse().toString();
        return ROWS.stream().anyMatch(row -> walks(row, text) || walks(row, reversed));
    }

    /** Made of pieces of the row, four characters or more each. */
    private static boolean walks(String row, String text) {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && row.contains(text.substring(at, end + 1))) {
                end++;
            }
            if (end - at < 4) {
                return false;
            }
            at = end;
        }
        return true;
    }

    /** Nothing but words that anybody knows of this person and this house, and what stands between them. */
    private static boolean saysWhoseItIs(String password, String email, String name) {
        String rest = plain(password.toLowerCase(Locale.ROOT));
        for (String word : (email + " " + name).toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            rest = word.length() < 3 ? rest : rest.replace(plain(word), "");
        }
        for (String word : OF_THE_HOUSE) {
            rest = rest.replace(word, "");
        }
        return letters(rest).length() < LEAST / 2 && rest.length() < password.length();
    }

    private static List<String> common() {
        try (InputStream in = PasswordRules.class.getClassLoader().getResourceAsStream("issuer/common-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("missing resource issuer/common-words.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("unreadable resource issuer/common-words.txt", e);
        }
    }
}
