package dev.bursar.server.demo;

import dev.bursar.adminapi.catalog.ConnectProvider;
import dev.bursar.adminapi.key.IssueKey;
import dev.bursar.adminapi.organization.CreateOrganization;
import dev.bursar.policy.money.Nanos;
import dev.bursar.policy.period.Period;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.budget.Budgets;
import dev.bursar.server.catalog.Providers;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.IssuerProperties;
import dev.bursar.server.identity.Members;
import dev.bursar.server.key.Keys;
import dev.bursar.server.organization.Organizations;
import dev.bursar.server.platform.database.Tenancy;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** Furnishes the demo's organizations where they are missing, through the same doors as the Admin API. */
final class DemoSeeder {
    private final Tenancy tenancy;
    private final Organizations organizations;
    private final Members members;
    private final Providers providers;
    private final Budgets budgets;
    private final DemoTree tree;
    private final Keys keys;
    private final AuditLog audit;
    private final String issuer;

    DemoSeeder(
            Tenancy tenancy,
            Organizations organizations,
            Members members,
            Providers providers,
            Budgets budgets,
            DemoTree tree,
            Keys keys,
            AuditLog audit,
            IssuerProperties properties) {
        this.tenancy = tenancy;
        this.organizations = organizations;
        this.members = members;
        this.providers = providers;
        this.budgets = budgets;
        this.tree = tree;
        this.keys = keys;
        this.audit = audit;
        this.issuer = properties.uri();
    }

    /** One transaction: an organization is there with everything, or not at all. */
    void furnish(DemoPeople.House house) {
        Caller system = Caller.system(house.id());
        tenancy.write(house.id(), tx -> {
            if (!organizations.exists(tx, house.id())) {
                organizations.create(tx, system, new CreateOrganization(house.name(), house.slug(), house.timeZone()));
                house.people().forEach(person -> join(tx, system, person));
                providers.connect(tx, system, sandbox());
                budgets.createForOrganization(
                        tx, system, house.name(), Nanos.parseUsd(house.budgetUsd()), Period.MONTH);
                tree.plant(tx, system, house);
                house.people().stream()
                        .filter(person -> person.unit() != null)
                        .forEach(person -> members.grant(
                                tx,
                                system,
                                person.memberId(),
                                person.role(),
                                tree.unit(tx, system, String.valueOf(person.unit()))));
            }
            return true;
        });
    }

    /** @return the key's secret */
    String issueKey(DemoPeople.House house, DemoPeople.Person owner) {
        IssueKey wanted = new IssueKey(
                "First steps", List.of("sandbox/*"), "5.00", "lifetime", null, "live", owner.memberId(), null);
        return tenancy.write(
                house.id(),
                tx -> keys.issue(tx, Caller.system(house.id()), wanted).secret());
    }

    private void join(DSLContext tx, Caller system, DemoPeople.Person person) {
        members.add(
                tx,
                system,
                person.memberId(),
                person.identity(issuer),
                person.unit() == null ? List.of(person.role()) : List.of());
        audit.append(
                tx,
                system,
                AuditLog.Change.created(
                        "member.added",
                        "member",
                        person.memberId(),
                        person.name(),
                        Map.of(
                                "email",
                                person.email(),
                                "roles",
                                List.of(person.role().text()))));
    }

    private static ConnectProvider sandbox() {
        return new ConnectProvider("Sandbox", "sandbox", null, null, "sandbox", null, null, null);
    }
}
