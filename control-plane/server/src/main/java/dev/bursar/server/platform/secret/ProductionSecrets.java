package dev.bursar.server.platform.secret;

import dev.bursar.server.platform.Production;
import dev.bursar.server.platform.StartRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * In the production profile every property that holds a secret is looked at before anything starts: what is set must not
 * be empty or a default. Such properties are known by their names, so that a new one is not forgotten. They may come
 * from the environment, or from files ({@code spring.config.import=configtree:/run/secrets/}).
 */
final class ProductionSecrets implements EnvironmentPostProcessor {
    private static final List<String> NEEDED = List.of("spring.datasource.password");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!Production.in(environment)) {
            return;
        }
        for (String name : names(environment)) {
            String value = environment.getProperty(name, "");
            Weakness.of(value).ifPresent(why -> {
                throw new StartRefusedException("The secret " + name + " " + why
                        + ". Draw one at random; the production profile takes no other.");
            });
        }
    }

    private static List<String> names(ConfigurableEnvironment environment) {
        List<String> names = new ArrayList<>();
        for (String needed : NEEDED) {
            if (!environment.getProperty("spring.datasource.url", "").isBlank()) {
                names.add(needed);
            }
        }
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (String name : listed.getPropertyNames()) {
                    if (isSecret(name)) {
                        names.add(name);
                    }
                }
            }
        }
        return names;
    }

    /** {@code bursar.….password} and the like, and as environment variables write it. Names of files are no secrets. */
    private static boolean isSecret(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return (plain.startsWith("bursar") || plain.startsWith("spring"))
                && (plain.endsWith("password") || plain.endsWith("clientsecret") || plain.endsWith("secretvalue"));
    }
}
