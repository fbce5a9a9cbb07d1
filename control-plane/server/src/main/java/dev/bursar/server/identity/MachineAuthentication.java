package dev.bursar.server.identity;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The current request is a service account's. */
final class MachineAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Machine machine;

    MachineAuthentication(Machine machine) {
        super(List.of());
        this.machine = machine;
        super.setAuthenticated(true);
    }

    Machine machine() {
        return machine;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return machine;
    }
}
