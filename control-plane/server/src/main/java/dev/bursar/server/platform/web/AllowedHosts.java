package dev.bursar.server.platform.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * The names by which this server may be called. A page of a stranger's can point its own name at our address and then
 * read our answers (DNS rebinding): so a name with dots in it is one that we know, or the request is refused. Addresses
 * and names without dots belong to nobody who could do that.
 */
@Configuration(proxyBeanMethods = false)
class AllowedHosts {
    /** @param more names beside those of issuer and console */
    @Bean
    HttpFirewall firewall(
            @Value("${bursar.issuer.uri}") String issuer,
            @Value("${bursar.console-url}") String console,
            @Value("${bursar.allowed-hosts:}") List<String> more) {
        List<String> names = new ArrayList<>(more);
        names.add(String.valueOf(URI.create(issuer).getHost()));
        names.add(String.valueOf(URI.create(console).getHost()));
        Set<String> known = names.stream().map(AllowedHosts::normal).collect(Collectors.toSet());
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(host -> isAllowed(normal(host), known));
        return firewall;
    }

    static boolean isAllowed(String host, Set<String> known) {
        return known.contains(host)
                || host.startsWith("[")
                || host.indexOf('.') < 0
                || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static String normal(String host) {
        return host.strip().toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    }
}
