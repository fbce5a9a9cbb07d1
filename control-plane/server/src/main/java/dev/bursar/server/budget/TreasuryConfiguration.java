package dev.bursar.server.budget;

import dev.bursar.policy.budget.LeaseTerms;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.server.platform.Ids;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TreasuryConfiguration {
    @Bean
    LeaseTerms leaseTerms(LeaseProperties properties) {
        return properties.terms();
    }

    @Bean
    Treasury treasury(LeaseTerms terms, Ids ids) {
        return new Treasury(terms, ids::next);
    }
}
