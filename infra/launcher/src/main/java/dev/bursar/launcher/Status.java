package dev.bursar.launcher;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Says what runs, where, and how it is. */
final class Status {
    private final House house;
    private final Terminal terminal;
    private final Http http = new Http();

    Status(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
    }

    /** Whether everything is ready. */
    boolean run() {
        boolean well = true;
        for (Service service : house.services.all()) {
            int port = service.ports().getFirst().of(house.ports);
            well &= line(service.name(), house.process(service), service.health(), port);
        }
        if (house.keycloak().isPresent()) {
            Keycloak keycloak = house.keycloak().get();
            well &= line(Keycloak.NAME, keycloak.process(), keycloak.health(), house.ports.keycloak());
        }
        return well;
    }

    private boolean line(String name, ServiceProcess service, URI health, int port) {
        Optional<ProcessHandle> process = service.find();
        boolean ready = process.isPresent() && http.isOk(health);
        terminal.answer(String.format(
                Locale.ROOT,
                "%-14s %-10s %s",
                name,
                ready ? "ready" : process.isPresent() ? "not ready" : "stopped",
                process.map(handle -> "http://127.0.0.1:" + port + "  process " + handle.pid())
                        .orElse("")));
        return ready;
    }
}
