package dev.bursar.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One of the installation's processes.
 *
 * @param name in commands, file names and logs
 * @param title in sentences
 * @param module its Maven module, below the root
 * @param artifact its jar's name without version
 * @param memory JVM options that bound its memory
 * @param settings its configuration, passed in a file that only the owner can read; may name secrets that do not exist before the start
 * @param health answers 200 when it is ready
 * @param ports that it listens on
 */
record Service(
        String name,
        String title,
        Path module,
        String artifact,
        List<String> memory,
        Supplier<Map<String, String>> settings,
        URI health,
        List<Ports.Purpose> ports) {
    static final String CONTROL_PLANE = "control-plane";
    static final String GATEWAY = "gateway";
    static final String CONSOLE = "console";
}
