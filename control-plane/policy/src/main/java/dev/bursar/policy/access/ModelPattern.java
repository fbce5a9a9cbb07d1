package dev.bursar.policy.access;

/**
 * A model's name, or a prefix that ends in {@code *}: {@code openai/gpt-4o}, {@code openai/*}, {@code *}. 1 to 200
 * visible ASCII characters; the star stands at the end only.
 */
public record ModelPattern(String text) {
    public ModelPattern {
        if (!text.matches("[!-~]{1,200}") || text.indexOf('*') >= 0 && text.indexOf('*') != text.length() - 1) {
            throw new IllegalArgumentException("A model pattern is a model's name, or a prefix that ends in *.");
        }
    }

    public boolean matches(String model) {
        return text.endsWith("*") ? model.startsWith(text.substring(0, text.length() - 1)) : model.equals(text);
    }

    /** Everything that the other matches, this one matches too. */
    public boolean covers(ModelPattern other) {
        if (!text.endsWith("*")) {
            return text.equals(other.text);
        }
        String prefix = text.substring(0, text.length() - 1);
        return other.text.startsWith(prefix);
    }
}
