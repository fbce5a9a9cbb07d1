package dev.bursar.server.platform;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The profile in which nothing is made up: no embedded issuer, no demo, no generated secret. */
public final class Production {
    private static final Profiles PROFILE = Profiles.of("production");

    private Production() {}

    public static boolean in(Environment environment) {
        return environment.acceptsProfiles(PROFILE);
    }
}
