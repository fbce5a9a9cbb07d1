package dev.bursar.server.sso;

import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.IssuerEvents;
import dev.bursar.server.identity.IssuerException;
import dev.bursar.server.identity.TenantLogin;
import dev.bursar.server.identity.TenantLogins;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** An issuer in memory that holds tenants' providers, and a name service: what the real ones are asked stays readable. */
@TestConfiguration(proxyBeanMethods = false)
public class FakeIssuer {
    public static final String ISSUER = "http://issuer.test";

    @Bean
    Logins logins() {
        return new Logins();
    }

    @Bean
    Events events() {
        return new Events();
    }

    @Bean
    @Primary
    Records records() {
        return new Records();
    }

    public static final class Logins implements TenantLogins {
        public final Map<UUID, TenantLogin> applied = new ConcurrentHashMap<>();
        final Map<String, String> accounts = new ConcurrentHashMap<>();
        public final Set<String> closed = ConcurrentHashMap.newKeySet();
        public volatile boolean down;

        @Override
        public void apply(TenantLogin wanted) {
            reach();
            applied.put(wanted.organizationId(), wanted);
        }

        @Override
        public void remove(UUID organizationId, Predicate<Identity> belongsElsewhere) {
            reach();
            applied.remove(organizationId);
        }

        private void reach() {
            if (down) {
                throw new IssuerException("Keycloak cannot be reached.", new IllegalStateException());
            }
        }

        @Override
        public String callback(String alias) {
            return ISSUER + "/broker/" + alias + "/endpoint";
        }

        @Override
        public String entityId() {
            return ISSUER;
        }

        @Override
        public String localAccount(UUID organizationId, String username, String name, String password) {
            reach();
            accounts.put(username, password);
            return "subject of " + username;
        }

        @Override
        public void closeAccount(String subject) {
            reach();
            closed.add(subject);
        }
    }

    static final class Events implements IssuerEvents {
        final List<Administered> administered = new CopyOnWriteArrayList<>();
        final List<SignedOut> signedOut = new CopyOnWriteArrayList<>();
        final Map<String, Boolean> accounts = new ConcurrentHashMap<>();

        @Override
        public String issuer() {
            return ISSUER;
        }

        @Override
        public List<Administered> administered(Instant since, int skip) {
            return page(
                    new ArrayList<>(administered.stream()
                            .filter(e -> !e.at().isBefore(since))
                            .toList()),
                    skip);
        }

        @Override
        public List<SignedOut> signedOut(Instant since, int skip) {
            return page(
                    new ArrayList<>(signedOut.stream()
                            .filter(e -> !e.at().isBefore(since))
                            .toList()),
                    skip);
        }

        @Override
        public Optional<Boolean> enabled(String subject) {
            return Optional.ofNullable(accounts.get(subject));
        }

        private static <E> List<E> page(List<E> all, int skip) {
            return all.subList(Math.min(skip, all.size()), Math.min(skip + MOST, all.size()));
        }
    }

    static final class Records implements TxtRecords {
        final Map<String, Set<String>> texts = new HashMap<>();

        @Override
        public List<String> at(String name) {
            return List.copyOf(texts.getOrDefault(name, new HashSet<>()));
        }
    }
}
