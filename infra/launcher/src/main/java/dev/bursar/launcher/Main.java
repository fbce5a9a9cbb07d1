package dev.bursar.launcher;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** {@code ./bursar} from where a JDK is found: {@code Main <root> <home> <command> <options>}. */
public final class Main {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Installation installation;
    private final Terminal terminal;

    private Main(Installation installation, Terminal terminal) {
        this.installation = installation;
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        Terminal terminal = new Terminal(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8));
        List<String> all = List.of(arguments);
        Main main = new Main(new Installation(Path.of(all.get(0)), Path.of(all.get(1))), terminal);
        System.exit(main.run(all.subList(2, all.size())));
    }

    private int run(List<String> arguments) {
        try {
            return execute(CommandLine.parse(arguments));
        } catch (UsageException misused) {
            terminal.complain(misused.getMessage() + " See ./bursar help.");
            return MISUSED;
        } catch (LauncherException | UncheckedIOException failed) {
            terminal.complain(String.valueOf(failed.getMessage()));
            return FAILED;
        }
    }

    private int execute(Command command) {
        return switch (command) {
            case Command.Up up -> up(up);
            case Command.Down down -> down();
            case Command.Status status -> new Status(house(), terminal).run() ? DONE : FAILED;
            case Command.Logs logs -> {
                new Logs(house()).run(logs);
                yield DONE;
            }
            case Command.Warm warm -> {
                new Warm(house(), terminal).run();
                yield DONE;
            }
            case Command.Help help -> {
                terminal.answer(Help.TEXT);
                yield DONE;
            }
        };
    }

    private int up(Command.Up command) {
        try (Lock lock = lock()) {
            if (command.fresh()) {
                new Down(house(), terminal).run();
                installation.state().forEach(Folders::remove);
            }
            makeFolders();
            command.keycloak().ifPresent(installation::chooseKeycloak);
            new Up(House.at(installation, command.portBase()), terminal).run(command);
            return DONE;
        }
    }

    private int down() {
        try (Lock lock = lock()) {
            terminal.say(new Down(house(), terminal).run() ? "Bursar is stopped." : "Bursar is not running.");
            return DONE;
        }
    }

    private Lock lock() {
        Folders.make(installation.home());
        return Lock.take(installation.lock());
    }

    private void makeFolders() {
        List.of(installation.run(), installation.logs(), installation.data(), installation.cache())
                .forEach(Folders::make);
        Folders.makePrivate(installation.config());
        Folders.makePrivate(installation.secrets());
    }

    private House house() {
        return House.at(installation, OptionalInt.empty());
    }
}
