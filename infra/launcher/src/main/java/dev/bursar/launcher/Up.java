package dev.bursar.launcher;

import java.util.List;

/**
 * Brings an installation to where everything runs and is ready, from wherever it is: nothing built, half of it running,
 * all of it running.
 */
final class Up {
    private final House house;
    private final Terminal terminal;
    private final Startup startup;

    Up(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
        this.startup = new Startup(house, terminal, new Http());
    }

    void run(Command.Up command) {
        List<Service> absent = absent();
        boolean keycloakIsAbsent = house.keycloak()
                .filter(keycloak -> !keycloak.process().isRunning())
                .isPresent();
        if (absent.isEmpty() && !keycloakIsAbsent) {
            terminal.say("Bursar is already running; ./bursar down ends it.");
        } else {
            checkPorts(absent);
            if (keycloakIsAbsent) {
                house.keycloak().ifPresent(Keycloak::removeLeftContainer);
            }
            if (keycloakIsAbsent && !PortCheck.isFree(house.ports.keycloak())) {
                throw PortCheck.taken(Ports.Purpose.KEYCLOAK, house.ports.keycloak());
            }
            List<Application> applications = applications(absent, command.build());
            start(applications);
        }
        Summary summary =
                new Summary(house.ports, house.welcome(), house.keycloak().map(Keycloak::outside));
        terminal.answer(command.json() ? summary.json() : summary.text());
    }

    private List<Service> absent() {
        return house.services.all().stream()
                .filter(service -> !house.process(service).isRunning())
                .toList();
    }

    private void checkPorts(List<Service> absent) {
        boolean postgresIsOurs = house.postgres().find().isPresent();
        for (Service service : absent) {
            for (Ports.Purpose purpose : service.ports()) {
                boolean ours = purpose == Ports.Purpose.POSTGRES && postgresIsOurs;
                if (!ours && !PortCheck.isFree(purpose.of(house.ports))) {
                    throw PortCheck.taken(purpose, purpose.of(house.ports));
                }
            }
        }
    }

    private List<Application> applications(List<Service> services, boolean build) {
        Build builder = new Build(house.installation, terminal);
        if (build) {
            builder.bringUpToDate(house.services.all());
        }
        return services.stream()
                .map(service -> new Application(house.installation, service, builder.jar(service)))
                .toList();
    }

    private void start(List<Application> applications) {
        terminal.say("Starting Bursar …");
        house.tls.ensure(List.of(Service.CONTROL_PLANE, Services.NODE));
        Folders.makePrivate(house.services.gatewayState());
        house.installation.storePorts(house.ports);
        applications.forEach(Application::unpack);
        house.keycloak().ifPresent(startup::run);
        startup.run(applications);
        if (Warm.isWanted() && !applications.stream().allMatch(Application::isTrained)) {
            Warm.inBackground(house);
        }
    }
}
