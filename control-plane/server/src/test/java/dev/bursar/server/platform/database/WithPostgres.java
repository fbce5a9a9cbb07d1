package dev.bursar.server.platform.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the test class a fresh, migrated database on a real PostgreSQL, as a parameter {@link TestDatabase}.
 *
 * <p>{@code IT_POSTGRES=auto|docker|embedded|jdbc:postgresql://…} chooses the server. {@code auto}: a container where
 * an engine and the image are present, else the embedded server. One server serves the whole run; the output says
 * which.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PostgresExtension.class)
public @interface WithPostgres {}
