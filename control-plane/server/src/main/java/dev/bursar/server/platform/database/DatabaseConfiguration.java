package dev.bursar.server.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.bursar.server.platform.Production;
import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.platform.secret.Secrets;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    /** After the migrations: whoever reads at start-up finds the tables. */
    @Bean
    @DependsOn("flywayInitializer")
    Tenancy tenancy(DataSource dataSource, DatabaseLimits limits) throws SQLException {
        int connections = dataSource.unwrap(HikariDataSource.class).getMaximumPoolSize();
        return new Tenancy(new Transactions(dataSource, new Shares(connections, limits.share())));
    }

    /** Before the pool opens its first connection. */
    @Bean
    static BeanPostProcessor databaseLimits(ObjectProvider<DatabaseLimits> limits) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setConnectionInitSql(limits.getObject().sql());
                }
                return bean;
            }
        };
    }

    /** Where no database is configured, one is brought along. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoDatabaseConfigured.class)
    static class Embedded {
        @Bean(destroyMethod = "close")
        EmbeddedDatabase embeddedDatabase(
                EmbeddedDatabaseProperties properties, Secrets secrets, Environment environment) {
            if (Production.in(environment)) {
                throw new StartRefusedException(
                        "The production profile needs a PostgreSQL of its own: set spring.datasource.url, "
                                + "spring.datasource.username and spring.datasource.password.");
            }
            return EmbeddedDatabase.start(properties, secrets);
        }

        @Bean
        JdbcConnectionDetails jdbcConnectionDetails(EmbeddedDatabase database) {
            return new AppConnection(database);
        }

        @Bean
        FlywayConnectionDetails flywayConnectionDetails(EmbeddedDatabase database) {
            return new OwnerConnection(database);
        }
    }

    static final class NoDatabaseConfigured implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return context.getEnvironment()
                    .getProperty("spring.datasource.url", "")
                    .isBlank();
        }
    }

    private record AppConnection(EmbeddedDatabase database) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return EmbeddedDatabase.APP;
        }

        @Override
        public String getPassword() {
            return database.password(EmbeddedDatabase.APP);
        }

        @Override
        public String getJdbcUrl() {
            return database.url();
        }
    }

    private record OwnerConnection(EmbeddedDatabase database) implements FlywayConnectionDetails {
        @Override
        public String getUsername() {
            return EmbeddedDatabase.OWNER;
        }

        @Override
        public String getPassword() {
            return database.password(EmbeddedDatabase.OWNER);
        }

        @Override
        public String getJdbcUrl() {
            return database.url();
        }
    }
}
