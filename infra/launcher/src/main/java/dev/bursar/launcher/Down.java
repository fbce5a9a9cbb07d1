package dev.bursar.launcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends an installation in order: gateways first, so that they can report usage and give their leases back. */
final class Down {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final House house;
    private final Terminal terminal;

    Down(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
    }

    /** Whether anything had to be ended. */
    boolean run() {
        List<Service> order =
                List.of(house.services.gateway(), house.services.console(), house.services.controlPlane());
        List<String> ended = new ArrayList<>();
        for (Service service : order) {
            ServiceProcess process = house.process(service);
            if (process.isRunning()) {
                ended.add(service.title());
            }
            process.stop(PATIENCE).ifPresent(terminal::complain);
        }
        house.keycloak().ifPresent(keycloak -> {
            if (keycloak.process().isRunning()) {
                ended.add("Keycloak");
            }
            keycloak.stop(PATIENCE).ifPresent(terminal::complain);
        });
        house.postgres().stop(PATIENCE);
        if (!ended.isEmpty()) {
            terminal.step("ended " + String.join(", ", ended));
        }
        return !ended.isEmpty();
    }
}
