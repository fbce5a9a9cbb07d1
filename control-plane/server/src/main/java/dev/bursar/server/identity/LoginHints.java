package dev.bursar.server.identity;

import java.util.List;

/** Logins that the sign-in page shows, to fill in with one click. Only where there is a demo. */
public interface LoginHints {
    List<Hint> hints();

    /** @param role for people: {@code Finance} */
    record Hint(String role, String email, String password) {
        @Override
        public String toString() {
            return "Hint[email=" + email + ", password=…]";
        }
    }
}
