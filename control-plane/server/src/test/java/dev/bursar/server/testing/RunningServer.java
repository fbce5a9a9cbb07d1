package dev.bursar.server.testing;

import dev.bursar.server.ServerApplication;
import dev.bursar.server.platform.database.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole control plane on a test's database, with ports of its own. */
public final class RunningServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    public RunningServer(TestDatabase database, Path folder, Map<String, String> settings) {
        Map<String, Object> properties = new HashMap<>(database.springProperties());
        properties.put("server.port", "0");
        properties.put("bursar.node.port", "0");
        properties.put("bursar.secrets-directory", folder.resolve("secrets").toString());
        properties.putAll(settings);
        String[] arguments = properties.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        context = new SpringApplicationBuilder(ServerApplication.class).run(arguments);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
