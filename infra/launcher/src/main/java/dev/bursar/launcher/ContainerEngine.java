package dev.bursar.launcher;

import java.time.Duration;
import java.util.List;

/** Docker's command line, where there is one. */
final class ContainerEngine {
    static final String COMMAND = "docker";

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration REMOVE = Duration.ofSeconds(30);

    private ContainerEngine() {}

    /** Elsewhere it has to be asked for in the engine's settings. */
    static boolean sharesHostNetwork() {
        return System.getProperty("os.name", "").equals("Linux");
    }

    /** Whether an engine answers and has the image: nothing is pulled. */
    static boolean has(String image) {
        try {
            return Tool.run(LOOK, List.of(COMMAND, "image", "inspect", image)).code() == 0;
        } catch (LauncherException noneOrSilent) {
            return false;
        }
    }

    /** Whether it runs or not; does nothing where there is none. */
    static void remove(String container) {
        Tool.run(REMOVE, List.of(COMMAND, "rm", "--force", container));
    }
}
