package dev.bursar.server.identity.issuer;

import dev.bursar.server.platform.Ids;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Signs in by the form. The principal's name is the subject. Not a bean: Spring Security would ask it twice, and each
 * failure would count double.
 */
final class PasswordProvider implements AuthenticationProvider {
    private final PasswordCheck passwords;
    private final Ids ids;

    PasswordProvider(PasswordCheck passwords, Ids ids) {
        this.passwords = passwords;
        this.ids = ids;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String address =
                authentication.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
        var user = passwords.check(address, authentication.getName(), String.valueOf(authentication.getCredentials()));
        var principal = User.withUsername(user.subject())
                .password("")
                .authorities(List.of())
                .build();
        var done = UsernamePasswordAuthenticationToken.authenticated(
                principal,
                null,
                List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)));
        done.setDetails(new BrowserSession(ids.next().toString()));
        return done;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
