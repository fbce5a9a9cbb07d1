package dev.bursar.server.identity;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Without the embedded issuer, tokens are verified with the keys of the one that is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "bursar.issuer.embedded", havingValue = "false")
class DecoderConfiguration {
    /** The issuer is asked when the first token comes: it may start later than this server. */
    @Bean
    JwtDecoder jwtDecoder(IssuerProperties properties) {
        return new SupplierJwtDecoder(() -> {
            String keys = properties.jwkSetUri();
            NimbusJwtDecoder decoder = keys == null
                    ? NimbusJwtDecoder.withIssuerLocation(properties.uri()).build()
                    : NimbusJwtDecoder.withJwkSetUri(keys).build();
            decoder.setJwtValidator(TokenValidation.of(properties));
            return decoder;
        });
    }
}
