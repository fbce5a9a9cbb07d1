package dev.bursar.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one sentence of a log that says why a service did not start. */
final class LogExcerpt {
    private static final int LONGEST = 400;
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?s)APPLICATION FAILED TO START.*?Description:\\s+(.+?)\\n\\s*\\n");
    private static final Pattern CAUSE = Pattern.compile("(?m)^Caused by: (?:[\\w$.]+: )?(.+)$");
    private static final Pattern ERROR = Pattern.compile("(?m)^.*\\bERROR\\b.*?(?: : | - |: )(.+)$");
    private static final Pattern THROWN = Pattern.compile("(?m)^Exception in thread \"[^\"]*\" (?:[\\w$.]+: )?(.+)$");

    private LogExcerpt() {}

    /** @param offset where the start in question began */
    static String reason(Path log, long offset) {
        try {
            byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
            int from = (int) Math.min(offset, all.length);
            return reason(new String(all, from, all.length - from, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return "its log cannot be read.";
        }
    }

    static String reason(String text) {
        return first(DESCRIPTION, text)
                .or(() -> lastSentence(CAUSE, text))
                .or(() -> last(CAUSE, text))
                .or(() -> last(THROWN, text))
                .or(() -> last(ERROR, text))
                .or(() -> lastLine(text))
                .map(LogExcerpt::sentence)
                .orElse("it wrote nothing to its log.");
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Optional<String> last(Pattern pattern, String text) {
        return pattern.matcher(text).results().reduce((earlier, later) -> later).map(result -> result.group(1));
    }

    /** The innermost cause is often a bare file name; the last one with words says more. */
    private static Optional<String> lastSentence(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .filter(message -> message.split(" ").length > 2)
                .reduce((earlier, later) -> later);
    }

    private static Optional<String> lastLine(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
    }

    static String sentence(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        String bounded = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        return bounded.endsWith(".") || bounded.endsWith("…") ? bounded : bounded + ".";
    }
}
