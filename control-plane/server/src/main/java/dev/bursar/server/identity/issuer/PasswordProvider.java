package dev.bursar.server.identity.issuer;

import dev.bursar.server.platform.Ids;
import java.time.Clock;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Signs in by the form. The principal's name is the subject. Not a bean: Spring Security would ask it twice, and each
 * failure would count double.
 */
final class PasswordProvider implements AuthenticationProvider {
    private final PasswordCheck passwords;
    private final Ids ids;
    private final Clock clock;

    PasswordProvider(PasswordCheck passwords, Ids ids, Clock clock) {
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
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
        done.setDetails(session(user.subject()));
        return done;
    }

    /** Whoever enters the password again, because it was long ago, goes on with the same sign-in. */
    private BrowserSession session(String subject) {
        Authentication before = SecurityContextHolder.getContext().getAuthentication();
        String id = BrowserSession.of(before)
                .filter(session -> before != null && before.getName().equals(subject))
                .map(BrowserSession::id)
                .orElseGet(() -> ids.next().toString());
        return new BrowserSession(id, clock.instant());
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
