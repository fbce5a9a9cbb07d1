package dev.bursar.server.notice;

import java.net.URI;

/**
 * An e-mail that asks one person to go somewhere. The address is in the body alone: subjects are logged on the way.
 *
 * @param subject one line
 * @param sentence what it is about
 * @param button what going there does: {@code Join}
 * @param link where to
 */
public record Letter(String subject, String sentence, String button, URI link) {
    String text() {
        return sentence + "\n\n" + button + ": " + link + "\n";
    }

    @Override
    public String toString() {
        return "Letter[subject=" + subject + "]";
    }
}
