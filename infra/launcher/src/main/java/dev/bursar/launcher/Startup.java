package dev.bursar.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts processes side by side and waits until each is ready. */
final class Startup {
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final Duration FIRST_CALL = Duration.ofSeconds(60);

    private final House house;
    private final Terminal terminal;
    private final Http http;

    Startup(House house, Terminal terminal, Http http) {
        this.house = house;
        this.terminal = terminal;
        this.http = http;
    }

    /** @param logged the length of the log before the start */
    private record Started(Service service, ServiceProcess process, long logged, Deadline deadline) {}

    /** Before the others: the control plane furnishes it, and finds its people in it. */
    void run(Keycloak keycloak) {
        ServiceProcess process = keycloak.process();
        if (process.isRunning()) {
            return;
        }
        KeycloakProgram program = keycloak.program();
        terminal.say("Starting " + program.title() + " (the first time takes a minute or two) …");
        long logged = length(process.log());
        Deadline deadline = Deadline.in(Keycloak.PATIENCE);
        keycloak.start(program, terminal);
        boolean ready = deadline.await(() -> {
            if (!process.isRunning()) {
                throw new LauncherException("Keycloak ended while it started: "
                        + LogExcerpt.reason(process.log(), logged) + " Its log: " + process.log());
            }
            return http.isOk(keycloak.health());
        });
        if (!ready) {
            throw new LauncherException(
                    "Keycloak was not ready within " + Keycloak.PATIENCE.toSeconds() + " s. Its log: " + process.log());
        }
        terminal.step("Keycloak ready after " + Terminal.seconds(deadline.elapsed()));
    }

    void run(List<Application> applications) {
        List<Started> started = new ArrayList<>();
        for (Application application : applications) {
            if (application.service().name().equals(Service.GATEWAY)) {
                awaitSecrets(started);
            }
            started.add(launch(application));
        }
        started.forEach(this::awaitReady);
        awaitFirstCall();
    }

    private Started launch(Application application) {
        Service service = application.service();
        ServiceProcess process = house.process(service);
        long logged = length(process.log());
        process.start(application.command());
        return new Started(service, process, logged, Deadline.in(PATIENCE));
    }

    /** At its very first start the control plane makes the secrets that it shares with the gateway. */
    private void awaitSecrets(List<Started> started) {
        List<Path> secrets = house.services.sharedSecrets();
        boolean there = Deadline.in(PATIENCE).await(() -> {
            started.forEach(this::complainIfDead);
            return secrets.stream().allMatch(Files::exists);
        });
        if (!there) {
            throw new LauncherException("The control plane did not make " + secrets + " in time.");
        }
    }

    private void awaitReady(Started start) {
        boolean ready = start.deadline().await(() -> {
            complainIfDead(start);
            return http.isOk(start.service().health());
        });
        if (!ready) {
            throw new LauncherException("The " + start.service().title() + " was not ready within "
                    + PATIENCE.toSeconds() + " s. Its log: " + start.process().log());
        }
        terminal.step(start.service().title() + " ready after "
                + Terminal.seconds(start.deadline().elapsed()));
    }

    /** Ready means that a call works: the gateway may take leases, has its policy and knows the key. */
    private void awaitFirstCall() {
        String gateway = "http://127.0.0.1:" + house.ports.gateway();
        URI health = house.services.gateway().health();
        URI ownKey = URI.create(gateway + "/v1/key");
        String key = house.welcome().key();
        boolean works = Deadline.in(FIRST_CALL)
                .await(() -> mayTakeLeases(http.get(health).body())
                        && http.get(ownKey, "Authorization", "Bearer " + key).status() == 200);
        if (!works) {
            throw new LauncherException("The gateway has not heard of the demo key from the control plane. Its log: "
                    + house.installation.logs().resolve(Service.GATEWAY + ".log"));
        }
    }

    /** It is ready before, from what it has on disk; but money fails closed until its epoch is open. */
    private static boolean mayTakeLeases(String health) {
        return health.contains("\"controlPlaneConnected\":true") && !health.contains("\"epoch\":0");
    }

    private void complainIfDead(Started start) {
        if (!start.process().isRunning()) {
            throw new LauncherException("The " + start.service().title() + " ended while it started: "
                    + LogExcerpt.reason(start.process().log(), start.logged()) + " Its log: "
                    + start.process().log());
        }
    }

    private static long length(Path log) {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException unreadable) {
            return 0;
        }
    }
}
