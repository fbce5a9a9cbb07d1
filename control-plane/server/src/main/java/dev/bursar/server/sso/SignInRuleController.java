package dev.bursar.server.sso;

import dev.bursar.adminapi.sso.SetSignInRule;
import dev.bursar.adminapi.sso.SignInRuleApi;
import dev.bursar.adminapi.sso.SignInRuleImpact;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.appointment.Appointments;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SignInRuleController implements SignInRuleApi {
    private final Callers callers;
    private final Tenancy tenancy;
    private final Connections connections;
    private final JooqConnections store;
    private final JooqSignIns signIns;
    private final Provisioning provisioning;
    private final SsoReadModel readModel;
    private final Clock clock;

    SignInRuleController(
            Callers callers,
            Tenancy tenancy,
            Connections connections,
            JooqConnections store,
            JooqSignIns signIns,
            Provisioning provisioning,
            SsoReadModel readModel,
            Clock clock) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.connections = connections;
        this.store = store;
        this.signIns = signIns;
        this.provisioning = provisioning;
        this.readModel = readModel;
        this.clock = clock;
    }

    @Override
    public SignInRuleImpact impact(UUID organizationId, UUID connectionId, @Nullable Integer days) {
        callers.in(organizationId).require(Action.MEMBER_READ);
        Instant now = clock.instant();
        return tenancy.read(organizationId, tx -> {
            Connection connection = store.find(tx, organizationId, connectionId)
                    .orElseThrow(() -> ProblemException.notFound("connection"));
            return signIns.impact(tx, organizationId, connection, rule(connection, days, now), now);
        });
    }

    /** As it would be if it were set now; as it is where that is what is asked for. */
    private static SignInRule rule(Connection connection, @Nullable Integer days, Instant now) {
        Optional<SignInRule> present = Optional.ofNullable(connection.rule());
        if (days == null) {
            return present.orElseThrow(() -> ProblemException.field(
                    "days", "days_needed", "There is no such rule yet: say of how many days it would be."));
        }
        if (days < SignInRule.LEAST || days > SignInRule.MOST) {
            throw ProblemException.field(
                    "days",
                    "parameter_invalid",
                    "A rule has " + SignInRule.LEAST + " to " + SignInRule.MOST + " days.");
        }
        return present.filter(rule -> rule.days() == days).orElseGet(() -> new SignInRule(days, now));
    }

    @Override
    public ResponseEntity<SsoConnection> set(
            UUID organizationId, UUID connectionId, @Nullable String ifMatch, SetSignInRule request) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.ORGANIZATION_WRITE);
        SsoConnection changed = provisioning.telling(organizationId, tx -> {
            Connection connection = connections.rule(tx, caller, connectionId, ifMatch, request.days());
            provisioning.issuer();
            if (connection.rule() != null) {
                Appointments.makeSoonest(tx, organizationId, Appointments.Kind.SIGN_INS, clock.instant());
            }
            return readModel.view(connection);
        });
        SsoConnection now = tenancy.read(organizationId, tx -> store.find(tx, organizationId, connectionId))
                .map(readModel::view)
                .orElse(changed);
        return Etags.ok(now, now.version());
    }
}
