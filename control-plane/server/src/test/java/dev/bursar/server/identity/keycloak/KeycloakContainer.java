package dev.bursar.server.identity.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keycloak by container, on the host's network, in the foreground of Docker's command line. */
final class KeycloakContainer {
    private static final String IMAGE = System.getenv().getOrDefault("BURSAR_KEYCLOAK_IMAGE", "keycloak/keycloak:26.7");
    private static final String NAME =
            "bursar-keycloak-test-" + ProcessHandle.current().pid();
    private static final int LOOK_SECONDS = 5;

    private KeycloakContainer() {}

    static String title() {
        return "container " + IMAGE;
    }

    /** Whether an engine that shares the host's network answers and has the image: nothing is pulled. */
    static boolean isThere() {
        return System.getProperty("os.name", "").equals("Linux") && docker("image", "inspect", IMAGE);
    }

    /** @param environment names of the variables that Keycloak is to see */
    static List<String> command(Path data, List<String> environment) {
        try {
            Files.createDirectories(data);
            List<String> command = new ArrayList<>(List.of(
                    "docker",
                    "run",
                    "--rm",
                    "--pull",
                    "never",
                    "--name",
                    NAME,
                    "--network",
                    "host",
                    "--user",
                    Files.getAttribute(data, "unix:uid") + ":0",
                    "--volume",
                    data + ":/opt/keycloak/data"));
            environment.forEach(variable -> command.addAll(List.of("--env", variable)));
            command.add(IMAGE);
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** False: there is none. */
    static boolean pause() {
        return docker("pause", NAME);
    }

    static boolean resume() {
        return docker("unpause", NAME);
    }

    /** Where the command line was killed and left it. */
    static void remove() {
        docker("rm", "--force", NAME);
    }

    private static boolean docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(LOOK_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException none) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
