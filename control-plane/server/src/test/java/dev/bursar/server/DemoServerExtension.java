package dev.bursar.server;

import dev.bursar.server.platform.database.SharedDatabase;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** See {@link WithDemoServer}. */
final class DemoServerExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DemoServerExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DemoServer.class;
    }

    @Override
    public DemoServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("running", key -> DemoServer.start(SharedDatabase.of(context)), DemoServer.class);
    }
}
