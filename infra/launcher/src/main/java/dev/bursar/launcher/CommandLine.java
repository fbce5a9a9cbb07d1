package dev.bursar.launcher;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the arguments after {@code ./bursar}. */
final class CommandLine {
    private static final String KEYCLOAK = "--keycloak=";

    private CommandLine() {}

    static Command parse(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Command.Help();
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "up" -> up(rest);
            case "down" -> alone("down", rest, new Command.Down());
            case "status" -> alone("status", rest, new Command.Status());
            case "logs" -> logs(rest);
            case "warm" -> alone("warm", rest, new Command.Warm());
            case "help", "--help", "-h" -> new Command.Help();
            default -> throw new UsageException("there is no command \"" + arguments.getFirst() + "\".");
        };
    }

    private static Command up(List<String> rest) {
        boolean json = false;
        boolean fresh = false;
        boolean build = true;
        Optional<KeycloakKind> keycloak = Optional.empty();
        OptionalInt portBase = OptionalInt.empty();
        for (Iterator<String> options = rest.iterator(); options.hasNext(); ) {
            String option = options.next();
            switch (option) {
                case "--json" -> json = true;
                case "--fresh" -> fresh = true;
                case "--no-build" -> build = false;
                case "--keycloak" -> keycloak = Optional.of(KeycloakKind.AUTO);
                case "--port-base" -> portBase = OptionalInt.of(port(options));
                default -> {
                    if (!option.startsWith(KEYCLOAK)) {
                        throw unknown("up", option);
                    }
                    keycloak = Optional.of(KeycloakKind.parse(option.substring(KEYCLOAK.length())));
                }
            }
        }
        return new Command.Up(json, fresh, build, keycloak, portBase);
    }

    private static int port(Iterator<String> options) {
        if (!options.hasNext()) {
            throw new UsageException("--port-base needs a number, for example --port-base 9400.");
        }
        return Ports.parse("--port-base", options.next());
    }

    private static Command logs(List<String> rest) {
        String service = "";
        boolean follow = false;
        for (String argument : rest) {
            if (argument.equals("-f") || argument.equals("--follow")) {
                follow = true;
            } else if (argument.startsWith("-") || !service.isEmpty()) {
                throw unknown("logs", argument);
            } else {
                service = argument;
            }
        }
        return new Command.Logs(service, follow);
    }

    private static Command alone(String name, List<String> rest, Command command) {
        if (!rest.isEmpty()) {
            throw unknown(name, rest.getFirst());
        }
        return command;
    }

    private static UsageException unknown(String command, String option) {
        return new UsageException("\"" + command + "\" has no option \"" + option + "\".");
    }
}
