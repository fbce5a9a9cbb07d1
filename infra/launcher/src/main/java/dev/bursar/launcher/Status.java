package dev.bursar.launcher;

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
            Optional<ProcessHandle> process = house.process(service).find();
            boolean ready = process.isPresent() && http.isOk(service.health());
            well &= ready;
            int port = service.ports().getFirst().of(house.ports);
            terminal.answer(String.format(
                    Locale.ROOT,
                    "%-14s %-10s %s",
                    service.name(),
                    ready ? "ready" : process.isPresent() ? "not ready" : "stopped",
                    process.map(handle -> "http://127.0.0.1:" + port + "  process " + handle.pid())
                            .orElse("")));
        }
        return well;
    }
}
