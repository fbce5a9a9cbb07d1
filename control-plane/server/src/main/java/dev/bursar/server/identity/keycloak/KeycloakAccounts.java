package dev.bursar.server.identity.keycloak;

import dev.bursar.server.identity.Accounts;
import java.util.List;

/** The demo's people as accounts of the realm. Imported, because then they keep the subject that the demo knows. */
final class KeycloakAccounts implements Accounts {
    private final AdminApi api;
    private final String realm;

    KeycloakAccounts(AdminApi api, String realm) {
        this.api = api;
        this.realm = realm;
    }

    @Override
    public void put(String subject, String email, String name, String password) {
        if (Calls.find(() -> api.user(realm, subject)).isPresent()) {
            Calls.tell(() -> api.setPassword(realm, subject, Kc.Credential.password(password)));
            return;
        }
        int space = name.lastIndexOf(' ');
        Kc.User user = new Kc.User(
                subject,
                email,
                email,
                true,
                space < 0 ? name : name.substring(0, space),
                space < 0 ? name : name.substring(space + 1),
                true,
                List.of(Kc.Credential.password(password)));
        Calls.tell(() -> api.importUsers(realm, new Kc.Import("SKIP", List.of(user))));
    }
}
