package dev.bursar.server;

import dev.bursar.server.platform.database.SharedDatabase;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** See {@link WithRunningServer}. */
final class RunningServerExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RunningServerExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningServer.class;
    }

    @Override
    public RunningServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        "running", key -> RunningServer.start(SharedDatabase.of(context)), RunningServer.class);
    }
}
