package dev.bursar.adminui.fake;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.bursar.adminui.Console;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.security.PageHeaders;
import dev.bursar.adminui.shell.SignOut;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The console with a furnished house in memory and without sign-in, to look at pages:
 * {@code java … dev.bursar.adminui.fake.FakeConsole --server.port=22400 --fake.role=auditor}.
 */
public final class FakeConsole {
    private FakeConsole() {}

    public static void main(String[] arguments) {
        SpringApplication.from(Console::main).with(Rooms.class).run(arguments);
    }

    /** What stands in for control plane and issuer. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Rooms {
        private static final Duration PAUSE = Duration.ofMillis(900);

        @Bean
        FakeHouse house(Environment environment) {
            FakeHouse house = new FakeHouse(Clock.systemUTC());
            String role = environment.getProperty("fake.role", "organization_admin");
            if (environment.getProperty("fake.empty", Boolean.class, false)) {
                house.role = role;
                return house;
            }
            Furnishing furnishing = new Furnishing(house);
            furnishing.furnish();
            house.role = role;
            house.units.stream()
                    .filter(unit -> unit.name().equals(environment.getProperty("fake.over", "")))
                    .findFirst()
                    .ifPresent(unit -> house.roleOver = unit.id());
            if (environment.getProperty("fake.live", Boolean.class, false)) {
                Thread.ofVirtual().start(() -> goOn(furnishing));
            }
            return house;
        }

        @Bean
        ControlPlane controlPlane(FakeHouse house) {
            return house.controlPlane();
        }

        private static void goOn(Furnishing furnishing) {
            try {
                while (true) {
                    Thread.sleep(PAUSE);
                    furnishing.live();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Bean
        SignOut signOut() {
            return () -> UI.getCurrent().getPage().reload();
        }

        @Bean
        @ConditionalOnProperty(name = "bursar.console.sign-in", havingValue = "false")
        SecurityFilterChain open(HttpSecurity http) {
            http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
            http.headers(PageHeaders::harden);
            http.with(
                    VaadinSecurityConfigurer.vaadin(),
                    vaadin -> vaadin.enableNavigationAccessControl(false).enableAuthorizedRequestsConfiguration(false));
            return http.build();
        }
    }
}
