package dev.bursar.server.platform.database;

import org.junit.jupiter.api.extension.ExtensionContext;

/** A database that lives as long as the whole run, for what is too dear to start for each class. */
public final class SharedDatabase {
    private SharedDatabase() {}

    public static TestDatabase of(ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(PostgresExtension.NAMESPACE);
        TestServer server = store.computeIfAbsent("server", key -> TestServer.start(), TestServer.class);
        return store.computeIfAbsent("shared", key -> server.freshDatabase(), TestDatabase.class);
    }

    /** One more, for another whole server. */
    public static TestDatabase another(ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(PostgresExtension.NAMESPACE);
        return store.computeIfAbsent("server", key -> TestServer.start(), TestServer.class)
                .freshDatabase();
    }
}
