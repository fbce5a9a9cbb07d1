package dev.bursar.policy.workload;

/**
 * Which subjects are trusted: a text in which each {@code *} stands for any characters, none included. Everything else
 * means itself, case and all. It begins with something that means itself: one star alone would trust everybody whom a
 * shared issuer signs for.
 */
public record SubjectPattern(String text) {
    public static final int MAX_LENGTH = 1000;
    private static final int MOST_STARS = 8;

    /** @throws IllegalArgumentException with a sentence for people */
    public SubjectPattern {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A subject pattern has 1 to " + MAX_LENGTH + " characters.");
        }
        if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw new IllegalArgumentException("A subject pattern has no control characters.");
        }
        if (text.startsWith("*")) {
            throw new IllegalArgumentException("A subject pattern does not begin with *: it would trust strangers.");
        }
        if (text.chars().filter(c -> c == '*').count() > MOST_STARS) {
            throw new IllegalArgumentException("A subject pattern has at most " + MOST_STARS + " stars.");
        }
    }

    /** In time proportional to stars times length: no subject can make it slow. */
    public boolean matches(String subject) {
        String[] parts = text.split("\\*", -1);
        if (parts.length == 1) {
            return subject.equals(text);
        }
        String last = parts[parts.length - 1];
        int end = subject.length() - last.length();
        if (!subject.startsWith(parts[0]) || !subject.endsWith(last) || end < parts[0].length()) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int at = subject.indexOf(parts[i], from);
            if (at < 0 || at + parts[i].length() > end) {
                return false;
            }
            from = at + parts[i].length();
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
