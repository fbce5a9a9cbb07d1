package dev.bursar.server.identity.issuer;

import java.net.URI;
import java.util.List;

/**
 * Where the console is: the embedded issuer sends people back there only. {@code 127.0.0.1} and {@code localhost} stand
 * for each other.
 */
record ConsoleOrigins(List<String> all) {
    ConsoleOrigins {
        all = List.copyOf(all);
    }

    /** @param url {@code bursar.console-url}, such as {@code http://127.0.0.1:8400} */
    static ConsoleOrigins of(String url) {
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
