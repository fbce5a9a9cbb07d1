package dev.bursar.server.identity;

import java.net.URI;
import java.util.List;

/**
 * Where the console is: issuers send people back there only. {@code 127.0.0.1} and {@code localhost} stand
 * for each other.
 */
public record ConsoleOrigins(List<String> all) {
    /** The file with the console's secret at the issuer. */
    public static final String CONSOLE_SECRET = "console-client.secret";

    public ConsoleOrigins {
        all = List.copyOf(all);
    }

    /** @param url {@code bursar.console-url}, such as {@code http://127.0.0.1:8400} */
    public static ConsoleOrigins of(String url) {
        URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("bursar.console-url is an http or https address, not " + url);
        }
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        return switch (uri.getHost()) {
            case "127.0.0.1" -> new ConsoleOrigins(List.of(origin, origin.replace("127.0.0.1", "localhost")));
            case "localhost" -> new ConsoleOrigins(List.of(origin, origin.replace("localhost", "127.0.0.1")));
            default -> new ConsoleOrigins(List.of(origin));
        };
    }
}
