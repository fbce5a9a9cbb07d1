package dev.bursar.server.notice;

import org.springframework.web.util.HtmlUtils;

/** A letter as a page: readable in light and dark, without images, and nothing in it tells that it was read. */
final class LetterHtml {
    private static final String FONT = "font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif";

    private LetterHtml() {}

    static String of(Letter letter) {
        String link = escaped(letter.link().toString());
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><title>" + escaped(letter.subject())
                + "</title></head><body style=\"" + FONT + ";margin:2em auto;max-width:36em;padding:0 1em\">"
                + "<p>" + escaped(letter.sentence()) + "</p>"
                + "<p><a href=\"" + link + "\" style=\"display:inline-block;padding:.6em 1.2em;border-radius:.5em;"
                + "background:#1d4ed8;color:#fff;text-decoration:none\">" + escaped(letter.button()) + "</a></p>"
                + "<p style=\"font-size:14px\">Or open this address:<br><a href=\"" + link + "\">" + link
                + "</a></p></body></html>\n";
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
