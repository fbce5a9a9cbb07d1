package dev.bursar.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Shows the ends of logs. */
final class Logs {
    private static final String LINES = "200";

    private final House house;

    Logs(House house) {
        this.house = house;
    }

    void run(Command.Logs command) {
        List<String> names =
                new ArrayList<>(house.services.all().stream().map(Service::name).toList());
        house.keycloak().ifPresent(keycloak -> names.add(Keycloak.NAME));
        if (!command.service().isEmpty() && !names.contains(command.service())) {
            throw new UsageException(
                    "there is no service \"" + command.service() + "\"; there are " + String.join(", ", names) + ".");
        }
        List<Path> files = names.stream()
                .filter(name -> command.service().isEmpty() || command.service().equals(name))
                .map(name -> house.installation.logs().resolve(name + ".log"))
                .filter(Files::exists)
                .toList();
        if (files.isEmpty()) {
            throw new LauncherException("There are no logs yet in " + house.installation.logs() + ".");
        }
        tail(files, command.follow());
    }

    private static void tail(List<Path> files, boolean follow) {
        List<String> command = new ArrayList<>(List.of("tail", "-n", LINES));
        if (follow) {
            command.add("-F");
        }
        files.forEach(file -> command.add(file.toString()));
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException missing) {
            throw new LauncherException("Cannot run tail; the logs are " + files + ".", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
