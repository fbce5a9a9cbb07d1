package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.SSO_BREAK_GLASS;

import dev.bursar.server.access.MemberNews;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.ProblemException;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * The break-glass account is closed where it was issued, and nowhere else: who reads there that there is one relies on it,
 * on a day on which nobody else gets in.
 */
@Component
final class BreakGlassStays implements MemberNews {
    @Override
    public void shutOut(DSLContext tx, Caller caller, UUID memberId) {
        boolean isIt = tx.fetchExists(
                SSO_BREAK_GLASS,
                SSO_BREAK_GLASS.ORGANIZATION_ID.eq(caller.organizationId()),
                SSO_BREAK_GLASS.MEMBER_ID.eq(memberId));
        if (isIt) {
            throw new ProblemException(
                    409, "break_glass_account", "This is the break-glass account. Close it under single sign-on.");
        }
    }
}
