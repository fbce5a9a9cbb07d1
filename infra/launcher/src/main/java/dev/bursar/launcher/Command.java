package dev.bursar.launcher;

import java.util.Optional;
import java.util.OptionalInt;

/** What the person at the terminal asked for. */
sealed interface Command {
    /**
     * @param json print one JSON object in place of text
     * @param fresh forget all state first
     * @param build bring the jars up to date first
     * @param keycloak how to run Keycloak as the issuer, in place of the embedded one; an installation keeps the issuer
     *     that it began with. Empty: as before
     * @param portBase the console's port, the others follow; empty: as before, or the usual ones
     */
    record Up(boolean json, boolean fresh, boolean build, Optional<KeycloakKind> keycloak, OptionalInt portBase)
            implements Command {}

    record Down() implements Command {}

    record Status() implements Command {}

    /** @param service empty: all of them */
    record Logs(String service, boolean follow) implements Command {}

    /** Makes what lets the next start be faster; {@code up} runs it in the background. */
    record Warm() implements Command {}

    record Help() implements Command {}
}
