package dev.bursar.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * By container, in the foreground of the engine's command line: that one is the process that is started and ended, and it
 * passes signals on. On the host's network, because Keycloak, the console and the browser must know each other by the same
 * addresses.
 *
 * @param name of the container, one for each installation
 */
record KeycloakContainer(String image, String name) implements KeycloakProgram {
    private static final String DATA = "/opt/keycloak/data";

    @Override
    public String title() {
        return "Keycloak by container " + image;
    }

    @Override
    public void prepare(Path data, Terminal terminal) {
        // The image is there, or this way would not have been chosen.
    }

    @Override
    public List<String> command(Path data, Collection<String> environment) {
        List<String> command = new ArrayList<>(List.of(
                ContainerEngine.COMMAND,
                "run",
                "--rm",
                "--pull",
                "never",
                "--name",
                name,
                "--network",
                "host",
                // The data are the launcher's user's; the image lets any user of the group 0 run it.
                "--user",
                owner(data) + ":0",
                "--volume",
                data + ":" + DATA));
        // By name: what they hold stays out of the list of processes.
        environment.forEach(variable -> command.addAll(List.of("--env", variable)));
        command.add(image);
        return command;
    }

    private static String owner(Path data) {
        try {
            return Files.getAttribute(data, "unix:uid").toString();
        } catch (IOException | UnsupportedOperationException unreadable) {
            throw new LauncherException("Cannot tell whose " + data + " is.", unreadable);
        }
    }
}
