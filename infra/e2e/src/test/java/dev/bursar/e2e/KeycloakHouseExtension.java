package dev.bursar.e2e;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one installation with Keycloak for all test classes that take it, and ends it after the last of the run. */
final class KeycloakHouseExtension implements ParameterResolver, ExecutionCondition {
    /** @param house empty: no Keycloak can be had */
    private record Running(Optional<KeycloakHouse> house) implements AutoCloseable {
        @Override
        public void close() {
            house.ifPresent(KeycloakHouse::close);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return house(context)
                .map(house -> ConditionEvaluationResult.enabled("a Keycloak runs"))
                .orElseGet(() -> ConditionEvaluationResult.disabled("no Keycloak can be had"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KeycloakHouse.class;
    }

    @Override
    public KeycloakHouse resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return house(context).orElseThrow();
    }

    private static Optional<KeycloakHouse> house(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(KeycloakHouse.class))
                .computeIfAbsent(Running.class, unused -> new Running(KeycloakHouse.start()), Running.class)
                .house();
    }
}
