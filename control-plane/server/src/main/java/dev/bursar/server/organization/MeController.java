package dev.bursar.server.organization;

import dev.bursar.adminapi.me.Me;
import dev.bursar.adminapi.me.MeApi;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.HeldViews;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.Membership;
import dev.bursar.server.identity.Memberships;
import dev.bursar.server.platform.database.Tenancy;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MeController implements MeApi {
    private final Callers callers;
    private final Memberships memberships;
    private final Organizations organizations;
    private final Tenancy tenancy;

    MeController(Callers callers, Memberships memberships, Organizations organizations, Tenancy tenancy) {
        this.callers = callers;
        this.memberships = memberships;
        this.organizations = organizations;
        this.tenancy = tenancy;
    }

    @Override
    public Me me() {
        return callers.machine().map(this::machine).orElseGet(this::person);
    }

    private Me machine(Membership membership) {
        return new Me(
                "service_account",
                membership.memberId().toString(),
                "",
                membership.displayName(),
                List.of(view(membership)));
    }

    private Me person() {
        Identity identity = callers.identity();
        return new Me(
                "person",
                identity.subject(),
                identity.email(),
                identity.name(),
                memberships.of(identity).stream()
                        .map(this::view)
                        .sorted(Comparator.comparing(Me.Membership::organizationName))
                        .toList());
    }

    private Me.Membership view(Membership membership) {
        Organization organization =
                tenancy.read(membership.organizationId(), tx -> organizations.get(tx, membership.organizationId()));
        return new Me.Membership(
                organization.id(),
                organization.name(),
                organization.slug(),
                organization.timeZone(),
                organization.state(),
                membership.memberId(),
                HeldViews.names(membership.roles()),
                HeldViews.everywhere(membership.authority()),
                HeldViews.held(membership.roles()),
                HeldViews.inUnits(membership.authority(), membership.roles()));
    }
}
