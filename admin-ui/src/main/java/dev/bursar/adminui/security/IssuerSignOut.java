package dev.bursar.adminui.security;

import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.bursar.adminui.shell.SignOut;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** RP-initiated logout: the issuer's session ends with the console's. */
@Component
@ConditionalOnProperty(name = "bursar.console.sign-in", havingValue = "true", matchIfMissing = true)
class IssuerSignOut implements SignOut {
    private static final long serialVersionUID = 1L;

    private final transient AuthenticationContext authentication;

    IssuerSignOut(AuthenticationContext authentication) {
        this.authentication = authentication;
    }

    @Override
    public void signOut() {
        authentication.logout();
    }
}
