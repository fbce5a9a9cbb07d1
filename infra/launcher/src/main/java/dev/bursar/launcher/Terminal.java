package dev.bursar.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Answers go to one stream, progress to the other, so that {@code --json} prints one object and nothing else. */
final class Terminal {
    private final PrintStream answers;
    private final PrintStream progress;

    Terminal(PrintStream answers, PrintStream progress) {
        this.answers = answers;
        this.progress = progress;
    }

    void answer(String text) {
        answers.println(text);
        answers.flush();
    }

    void step(String text) {
        progress.println("  " + text);
    }

    void say(String text) {
        progress.println(text);
    }

    void complain(String text) {
        progress.println("bursar: " + text);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
