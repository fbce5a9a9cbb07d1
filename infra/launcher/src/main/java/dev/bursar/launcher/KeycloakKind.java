package dev.bursar.launcher;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How Keycloak is run: by container where an engine answers and has its image, from its distribution, or whichever fits. */
enum KeycloakKind {
    AUTO,
    CONTAINER,
    DISTRIBUTION;

    /** @param text as on the command line */
    static KeycloakKind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new UsageException("--keycloak runs by "
                        + Arrays.stream(values()).map(KeycloakKind::text).collect(Collectors.joining(", "))
                        + ", not by \"" + text + "\"."));
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
