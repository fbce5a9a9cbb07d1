package dev.bursar.server.demo;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.budget.Budgets;
import dev.bursar.server.catalog.Providers;
import dev.bursar.server.identity.Accounts;
import dev.bursar.server.identity.IssuerProperties;
import dev.bursar.server.identity.Members;
import dev.bursar.server.key.Keys;
import dev.bursar.server.organization.Organizations;
import dev.bursar.server.organization.Units;
import dev.bursar.server.platform.Production;
import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.platform.database.Tenancy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "bursar.demo", havingValue = "true")
class DemoConfiguration {
    DemoConfiguration(Environment environment, ObjectProvider<Accounts> accounts) {
        if (Production.in(environment)) {
            throw new StartRefusedException("bursar.demo is for trials; the production profile refuses it.");
        }
        if (accounts.getIfAvailable() == null) {
            throw new StartRefusedException("bursar.demo needs an issuer that it can give people to: set"
                    + " bursar.issuer.embedded=true, or bursar.keycloak.url and bursar.keycloak.set-up=true.");
        }
    }

    @Bean
    DemoSeeder demoSeeder(
            Tenancy tenancy,
            Organizations organizations,
            Members members,
            Providers providers,
            Budgets budgets,
            Units units,
            Clock clock,
            Keys keys,
            AuditLog audit,
            IssuerProperties issuer) {
        return new DemoSeeder(
                tenancy,
                organizations,
                members,
                providers,
                budgets,
                new DemoTree(units, budgets, clock),
                keys,
                audit,
                issuer);
    }

    @Bean
    Demo demo(
            DemoSeeder seeder,
            Accounts accounts,
            SecureRandom random,
            IssuerProperties issuer,
            JsonMapper json,
            @Value("${bursar.state-directory}") Path state,
            @Value("${bursar.secrets-directory}") Path secrets) {
        return new Demo(seeder, accounts, new DemoFile(state, secrets, json), random, issuer);
    }
}
