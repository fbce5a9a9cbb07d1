package dev.bursar.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out before a start whether a port is free, and who has it if not. */
final class PortCheck {
    private static final Pattern SS_HOLDER = Pattern.compile("users:\\(\\(\"([^\"]+)\",pid=(\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private PortCheck() {}

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Free at this moment. */
    static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new LauncherException("No port is free.", none);
        }
    }

    static LauncherException taken(Ports.Purpose purpose, int port) {
        return new LauncherException("Port " + port + " for the " + purpose.title + " is taken"
                + holder(port).map(name -> " by " + name).orElse(" by another program")
                + ". Stop it, or choose another port: "
                + purpose.variable + "=" + (port + 1000) + " ./bursar up, or all of them: ./bursar up --port-base "
                + (Ports.USUAL_BASE + 1000) + ".");
    }

    private static Optional<String> holder(int port) {
        return fromLsof(port).or(() -> fromSs(port));
    }

    private static Optional<String> fromLsof(int port) {
        return output("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc").flatMap(text -> {
            Matcher pid = Pattern.compile("^p(\\d+)$", Pattern.MULTILINE).matcher(text);
            Matcher name = Pattern.compile("^c(.+)$", Pattern.MULTILINE).matcher(text);
            return pid.find() && name.find()
                    ? Optional.of(name.group(1) + " (process " + pid.group(1) + ")")
                    : Optional.empty();
        });
    }

    private static Optional<String> fromSs(int port) {
        return output("ss", "-ltnpH", "sport = :" + port).flatMap(text -> {
            Matcher holder = SS_HOLDER.matcher(text);
            return holder.find()
                    ? Optional.of(holder.group(1) + " (process " + holder.group(2) + ")")
                    : Optional.empty();
        });
    }

    private static Optional<String> output(String... command) {
        try {
            return Optional.of(Tool.run(PATIENCE, List.of(command)).output());
        } catch (LauncherException notInstalled) {
            return Optional.empty();
        }
    }
}
