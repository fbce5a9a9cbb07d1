package dev.bursar.server.publication;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where a holder whom a gateway refused asks for more: the console's budgets. */
@Component
final class AskUrl {
    private final String consoleUrl;

    /** @param consoleUrl {@code bursar.console-url}; empty: there is no console */
    AskUrl(@Value("${bursar.console-url:}") String consoleUrl) {
        this.consoleUrl = consoleUrl.endsWith("/") ? consoleUrl.substring(0, consoleUrl.length() - 1) : consoleUrl;
    }

    /** Empty where there is no console. @param slug of the organization */
    String of(String slug) {
        return consoleUrl.isEmpty() ? "" : consoleUrl + "/o/" + slug + "/budgets";
    }
}
