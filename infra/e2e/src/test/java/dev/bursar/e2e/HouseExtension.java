package dev.bursar.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one installation for all test classes of the run and ends it after the last. */
final class HouseExtension implements ParameterResolver {
    private static final int PORTS = 7;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == House.class;
    }

    @Override
    public House resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(House.class))
                .computeIfAbsent(House.class, unused -> House.start(newInstallation("house")), House.class);
    }

    /** A place in {@code target} with seven free ports, nothing in it yet. */
    static Bursar newInstallation(String name) {
        Bursar before = installation(name);
        if (!Files.exists(before.home())) {
            return before;
        }
        before.run("down");
        remove(before.home());
        return installation(name);
    }

    /** A place in {@code target} with seven free ports, and with what an earlier run left there. */
    static Bursar installation(String name) {
        Path root = Path.of(System.getProperty("bursar.root")).toAbsolutePath().normalize();
        return new Bursar(root, root.resolve("infra/e2e/target").resolve(name), freePorts());
    }

    private static int freePorts() {
        int from = Integer.getInteger("e2e.ports", 18_400);
        return IntStream.iterate(from, base -> base + 10)
                .limit(500)
                .filter(base -> IntStream.range(base, base + PORTS).allMatch(HouseExtension::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void remove(Path folder) {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
