package dev.bursar.server.platform.database;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** See {@link WithPostgres}. */
final class PostgresExtension implements ParameterResolver {
    static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestServer server = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("server", key -> TestServer.start(), TestServer.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(context.getRequiredTestClass(), key -> server.freshDatabase(), TestDatabase.class);
    }
}
