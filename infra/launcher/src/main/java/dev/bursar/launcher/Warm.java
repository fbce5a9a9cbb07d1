package dev.bursar.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Trains the JVM's ahead-of-time cache of each service, so that the next start takes half the time. Each training run is
 * the service itself, ended as soon as its beans are made; the control plane's has a database of its own.
 */
final class Warm {
    private final House house;
    private final Terminal terminal;

    Warm(House house, Terminal terminal) {
        this.house = house;
        this.terminal = terminal;
    }

    /** {@code BURSAR_WARM=off}: not after {@code up}. */
    static boolean isWanted() {
        return !"off".equals(System.getenv("BURSAR_WARM"));
    }

    /** Runs this command in a process of its own, at the lowest priority. */
    static void inBackground(House house) {
        Path log = house.installation.logs().resolve("warm.log");
        Tool.run(
                Duration.ofSeconds(10),
                List.of(
                        "bash",
                        "-c",
                        "set -m; log=$1; shift; nohup nice -n 19 \"$@\" </dev/null >>\"$log\" 2>&1 &",
                        "bursar",
                        log.toString(),
                        Tool.jdk("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        house.installation.root().toString(),
                        house.installation.home().toString(),
                        "warm"));
    }

    void run() {
        Build build = new Build(house.installation, terminal);
        Path scratch = house.installation.cache().resolve("training");
        try (Lock lock = Lock.take(house.installation.cache().resolve("warm.lock"))) {
            for (Service service : house.services.all()) {
                Application application = new Application(house.installation, service, build.jar(service));
                if (application.isReplaced()) {
                    terminal.step(service.title() + ": another build has been started meanwhile");
                    continue;
                }
                application.unpack();
                if (!application.isTrained()) {
                    train(application, scratch);
                }
            }
        } finally {
            Folders.remove(scratch);
        }
    }

    private void train(Application application, Path scratch) {
        Folders.remove(scratch);
        Folders.makePrivate(scratch);
        Tool.Result result =
                application.train(Services.trainingSettings(application.service(), scratch, PortCheck.anyFree()));
        terminal.step(application.service().title()
                + (application.isTrained() ? ": trained" : ": not trained; " + LogExcerpt.reason(result.output())));
    }
}
