package dev.bursar.server.sso;

import java.util.Locale;

/**
 * <pre>
 *   draft ──test sign-in──▶ tested ──enforce──▶ enforced
 *     ▲                      │   ◀───relax────────┘
 *     └──enable── disabled ◀─┴── disable, from each
 * </pre>
 *
 * Whatever changes how people sign in leads back to draft; a connection that was in use stays so.
 */
enum ConnectionState {
    DRAFT,
    TESTED,
    ENFORCED,
    DISABLED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ConnectionState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
