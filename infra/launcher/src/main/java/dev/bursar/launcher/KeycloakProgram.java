package dev.bursar.launcher;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What runs Keycloak: the same program with the same data, from wherever it is had. */
sealed interface KeycloakProgram permits KeycloakContainer, KeycloakDistribution {
    /** For people. */
    String title();

    /**
     * Makes it ready to be run.
     *
     * @param data what Keycloak remembers, and in {@code import} the realms that it begins with
     */
    void prepare(Path data, Terminal terminal);

    /**
     * The command, up to where Keycloak's own options begin.
     *
     * @param environment names of the variables that Keycloak is to see
     */
    List<String> command(Path data, Collection<String> environment);
}
