package dev.bursar.server.demo;

import dev.bursar.server.identity.Accounts;
import dev.bursar.server.identity.IssuerProperties;
import dev.bursar.server.identity.LoginHints;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;

/**
 * Runs at each start with {@code bursar.demo}. Where {@code demo.json} is there, nothing changes. Where it is missing,
 * people get new passwords and a new key is issued: neither can be read back.
 */
@Order(2)
final class Demo implements ApplicationRunner, LoginHints {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_LENGTH = 14;

    private final DemoSeeder seeder;
    private final Accounts accounts;
    private final DemoFile file;
    private final SecureRandom random;
    private final String issuer;

    Demo(DemoSeeder seeder, Accounts accounts, DemoFile file, SecureRandom random, IssuerProperties properties) {
        this.seeder = seeder;
        this.accounts = accounts;
        this.file = file;
        this.random = random;
        this.issuer = properties.uri();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List.of(DemoPeople.ACME, DemoPeople.GLOBEX).forEach(seeder::furnish);
        if (file.read().isEmpty()) {
            DemoPeople.Person member = DemoPeople.ACME.people().stream()
                    .filter(p -> p.email().startsWith("member@"))
                    .findFirst()
                    .orElseThrow();
            List<DemoFile.Login> logins = logins();
            file.write(new DemoFile.Content(DemoPeople.ACME.id(), seeder.issueKey(DemoPeople.ACME, member), logins));
        }
    }

    @Override
    public List<Hint> hints() {
        Optional<DemoFile.Content> content = file.read();
        return content.map(c -> c.logins().stream().map(DemoFile.Login::hint).toList())
                .orElse(List.of());
    }

    private List<DemoFile.Login> logins() {
        List<DemoFile.Login> logins = new ArrayList<>();
        for (DemoPeople.House house : List.of(DemoPeople.ACME, DemoPeople.GLOBEX)) {
            for (DemoPeople.Person person : house.people()) {
                String password = password();
                accounts.put(person.identity(issuer).subject(), person.email(), person.name(), password);
                logins.add(new DemoFile.Login(house.name(), person.title(), person.name(), person.email(), password));
            }
        }
        return logins;
    }

    private String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
