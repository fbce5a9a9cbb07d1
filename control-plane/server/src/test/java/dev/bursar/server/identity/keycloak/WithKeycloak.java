package dev.bursar.server.identity.keycloak;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the test class the whole server with a real Keycloak as its issuer, as a parameter {@link KeycloakHouse}. One for
 * the run. Where no Keycloak can be had, the class is not run, and the output says so: what the embedded issuer shares
 * with it is covered by that one's own tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KeycloakExtension.class)
public @interface WithKeycloak {}
