package dev.bursar.server.sso;

import dev.bursar.server.access.MemberStates;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.IssuerEvents;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.identity.SignIns;
import dev.bursar.server.identity.TenantLogins;
import dev.bursar.server.notice.Letters;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SsoConfiguration {
    private static final int CALLS_AT_ONCE = 2;
    private static final int MOST_WAITING = 256;

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService issuerCalls() {
        return new ThreadPoolExecutor(
                CALLS_AT_ONCE,
                CALLS_AT_ONCE,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("issuer-calls-", 0).daemon().factory());
    }

    @Bean
    Provisioning provisioning(
            ObjectProvider<TenantLogins> issuer,
            JooqIssuerTasks tasks,
            Wishes wishes,
            JooqConnections connections,
            Memberships memberships,
            Tenancy tenancy,
            ExecutorService issuerCalls,
            Clock clock) {
        return new Provisioning(
                Optional.ofNullable(issuer.getIfAvailable()),
                tasks,
                wishes,
                connections,
                memberships,
                tenancy,
                issuerCalls,
                clock);
    }

    @Bean
    EventJob eventJob(
            ObjectProvider<IssuerEvents> events,
            MemberStates states,
            Sessions sessions,
            SignIns signIns,
            Memberships memberships,
            AuditLog audit,
            Tenancy tenancy,
            Clock clock,
            @Value("${bursar.keycloak.events-every:5s}") Duration every) {
        return new EventJob(
                Optional.ofNullable(events.getIfAvailable())
                        .map(source ->
                                new EventIntake(source, states, sessions, signIns, memberships, audit, tenancy, clock)),
                every);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService reminderLetters() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("reminder-letters").daemon().factory());
    }

    @Bean
    Reminders reminders(
            Tenancy tenancy,
            JooqConnections connections,
            JooqSignIns signIns,
            Letters letters,
            @Value("${bursar.console-url:}") String consoleUrl,
            ExecutorService reminderLetters,
            Clock clock) {
        return new Reminders(tenancy, connections, signIns, letters, consoleUrl, reminderLetters, clock);
    }

    @Bean
    SignInWatch signInWatch(
            JooqConnections connections, JooqSignIns signIns, MemberStates states, Reminders reminders) {
        return new SignInWatch(connections, signIns, states, reminders);
    }
}
