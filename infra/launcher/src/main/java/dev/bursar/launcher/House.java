package dev.bursar.launcher;

import java.util.Optional;
import java.util.OptionalInt;

/** One installation with its ports, services and certificates, as the commands see it. */
final class House {
    final Installation installation;
    final Ports ports;
    final NodeTls tls;
    final Services services;

    private House(Installation installation, Ports ports) {
        this.installation = installation;
        this.ports = ports;
        this.tls = new NodeTls(installation.secrets().resolve("node-tls"));
        this.services = new Services(installation, ports, tls);
    }

    static House at(Installation installation, OptionalInt portBase) {
        return new House(installation, Ports.choose(System.getenv(), portBase, installation.storedPorts()));
    }

    ServiceProcess process(Service service) {
        return new ServiceProcess(installation, service.name());
    }

    /** The issuer, where it is not the embedded one. */
    Optional<Keycloak> keycloak() {
        return installation.hasKeycloak()
                ? Optional.of(new Keycloak(installation, ports.keycloak()))
                : Optional.empty();
    }

    LeftPostgres postgres() {
        return new LeftPostgres(services.postgres());
    }

    Welcome welcome() {
        return Welcome.read(installation.secrets().resolve("welcome.properties"));
    }
}
