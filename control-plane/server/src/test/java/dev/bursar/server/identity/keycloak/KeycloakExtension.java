package dev.bursar.server.identity.keycloak;

import dev.bursar.server.platform.database.SharedDatabase;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** See {@link WithKeycloak}. */
final class KeycloakExtension implements ParameterResolver, ExecutionCondition {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(KeycloakExtension.class);

    /** AutoCloseable, so that it ends with the run. */
    private record Running(Optional<KeycloakServer> keycloak) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            if (keycloak.isPresent()) {
                keycloak.get().close();
            }
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return keycloak(context)
                .map(k -> ConditionEvaluationResult.enabled("a Keycloak runs"))
                .orElseGet(() -> ConditionEvaluationResult.disabled("the distribution of Keycloak cannot be had"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KeycloakHouse.class;
    }

    @Override
    public KeycloakHouse resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        "house",
                        key -> KeycloakHouse.open(keycloak(context).orElseThrow(), SharedDatabase.another(context)),
                        KeycloakHouse.class);
    }

    private static Optional<KeycloakServer> keycloak(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("keycloak", key -> new Running(KeycloakServer.start()), Running.class)
                .keycloak();
    }
}
