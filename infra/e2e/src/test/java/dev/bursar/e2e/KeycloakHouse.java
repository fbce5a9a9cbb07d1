package dev.bursar.e2e;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An installation whose people sign in at a real Keycloak, as {@code ./bursar up --keycloak} makes it, with the outside
 * company beside it. What is dear, the unpacked and built program, stays from run to run; everything else begins anew.
 */
final class KeycloakHouse implements AutoCloseable {
    private static final Path UNPACKED_BY_OTHER_TESTS = Path.of("control-plane/server/target/keycloak");

    /** What the launcher prints of it: enough to try single sign-on with. */
    record Outside(
            String metadata,
            String samlMetadata,
            String clientId,
            String clientSecret,
            String person,
            String password) {
        @Override
        public String toString() {
            return "Outside[" + metadata + "]";
        }
    }

    final House house;
    final Outside outside;
    final KeycloakAdmin keycloak;

    private KeycloakHouse(House house, Outside outside, KeycloakAdmin keycloak) {
        this.house = house;
        this.outside = outside;
        this.keycloak = keycloak;
    }

    /** Empty where no Keycloak can be had; the output says so. */
    static Optional<KeycloakHouse> start() {
        Bursar bursar = HouseExtension.installation("house-keycloak");
        bursar.run("down");
        useWhatIsUnpacked(bursar);
        String kind = System.getenv().getOrDefault("IT_KEYCLOAK", "auto");
        Bursar.Result up = bursar.run("up", "--json", "--no-build", "--fresh", "--keycloak=" + kind);
        if (up.code() != 0 && up.err().contains("could not be fetched")) {
            System.out.println(
                    "Did not run: anything against a real Keycloak. " + up.err().strip());
            return Optional.empty();
        }
        House house = House.of(bursar, up);
        up.err()
                .lines()
                .filter(line -> line.contains("Keycloak"))
                .forEach(line -> System.out.println("./bursar up --keycloak: " + line.strip()));
        return Optional.of(new KeycloakHouse(house, outside(up), keycloak(bursar)));
    }

    /** At the console, by the issuer's page. @param user name or e-mail address */
    ConsoleWindow signIn(Browser browser, String user, String password) {
        return through(browser, house.console, user, password);
    }

    ConsoleWindow signIn(Browser browser, String role) {
        House.Login login = house.login(role);
        return signIn(browser, login.email(), login.password());
    }

    /** As {@link #signIn(Browser, String, String)}, from an address of the console's. */
    ConsoleWindow through(Browser browser, URI address, String user, String password) {
        ConsoleWindow window = ConsoleWindow.open(house, browser);
        window.page().navigate(address.toString());
        KeycloakPage.signIn(window.page(), user, password);
        window.page().waitForURL(Pattern.compile(Pattern.quote(house.console + "/o/") + ".*"));
        return window;
    }

    /** The Admin API in a demo login's hands. */
    Admin admin(Browser browser, String role) {
        House.Login login = house.login(role);
        return admin(browser, login.email(), login.password());
    }

    Admin admin(Browser browser, String user, String password) {
        try (ConsoleWindow window = ConsoleWindow.open(house, browser)) {
            LoopbackSignIn cli = new LoopbackSignIn(keycloak.realm());
            return Admin.withToken(
                    house, cli.accessToken(window.page(), page -> KeycloakPage.signIn(page, user, password)));
        }
    }

    @Override
    public void close() {
        house.close();
    }

    private static Outside outside(Bursar.Result up) {
        JsonNode outside = House.JSON.readTree(up.out()).path("outsideCompany");
        return new Outside(
                outside.path("metadata").asString(),
                outside.path("samlMetadata").asString(),
                outside.path("clientId").asString(),
                outside.path("clientSecret").asString(),
                outside.path("person").asString(),
                outside.path("password").asString());
    }

    private static KeycloakAdmin keycloak(Bursar bursar) {
        try {
            String secret = Files.readString(bursar.home().resolve("secrets/keycloak-bootstrap.secret"));
            return new KeycloakAdmin(URI.create("http://127.0.0.1:" + bursar.keycloakPort()), secret.strip());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static void useWhatIsUnpacked(Bursar bursar) {
        Path cache = bursar.home().resolve("cache");
        Path unpacked = bursar.root().resolve(UNPACKED_BY_OTHER_TESTS);
        if (!Files.isDirectory(unpacked)) {
            return;
        }
        try (Stream<Path> homes = Files.list(unpacked)) {
            Files.createDirectories(cache);
            homes.filter(home -> home.getFileName().toString().matches("keycloak-[0-9.]+"))
                    .filter(home -> !Files.exists(cache.resolve(home.getFileName())))
                    .forEach(
                            home -> Shell.run(cache, Map.of(), List.of("cp", "-r", home.toString(), cache.toString())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return "KeycloakHouse[" + house.console + "]";
    }
}
