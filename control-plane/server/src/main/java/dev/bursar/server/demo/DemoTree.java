package dev.bursar.server.demo;

import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.adminapi.budget.CreateBudget;
import dev.bursar.adminapi.organization.CreateUnit;
import dev.bursar.server.budget.Budgets;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.Units;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Units of the demo's organizations and what they may spend. */
final class DemoTree {
    private static final int MONTHS_OF_TERM = 5;

    private final Units units;
    private final Budgets budgets;
    private final Clock clock;

    DemoTree(Units units, Budgets budgets, Clock clock) {
        this.units = units;
        this.budgets = budgets;
        this.clock = clock;
    }

    /** The id of the first unit of this name. */
    UUID unit(DSLContext tx, Caller system, String name) {
        return tx.select(UNIT.UNIT_ID)
                .from(UNIT)
                .where(UNIT.ORGANIZATION_ID.eq(system.organizationId()), UNIT.NAME.eq(name))
                .orderBy(UNIT.UNIT_ID)
                .limit(1)
                .fetchSingle()
                .value1();
    }

    void plant(DSLContext tx, Caller system, DemoPeople.House house) {
        if (house == DemoPeople.ACME) {
            plantAcme(tx, system, house);
        } else {
            UUID sales = unit(tx, system, "team", "Sales", null);
            budgets.create(tx, system, CreateBudget.of("Sales", "team", sales, "month", "5.00"));
        }
    }

    private void plantAcme(DSLContext tx, Caller system, DemoPeople.House house) {
        UUID lead = house.person("teamadmin@").memberId();
        UUID instructor = house.person("instructor@").memberId();
        UUID engineering = unit(tx, system, "team", "Engineering", null);
        UUID platform = unit(tx, system, "team", "Platform", engineering);
        UUID search = unit(tx, system, "project", "Search", platform);
        UUID course = unit(tx, system, "class", "CS 101", null);
        Wish plain = new Wish(true, List.of(), "strict", "refuse", null, false);
        create(tx, system, "Engineering", "team", engineering, "month", "60.00", lead, plain);
        create(tx, system, "Platform", "team", platform, "week", "20.00", lead, plain.asking());
        create(tx, system, "Platform, OpenAI", "team", platform, "month", "30.00", lead, plain.downgrading());
        create(tx, system, "Search", "project", search, "month", "15.00", lead, plain.carrying());
        create(tx, system, "Search, heads-up", "project", search, "month", "10.00", lead, plain.soft());
        create(tx, system, "CS 101", "class", course, "term", "25.00", instructor, plain.elastic());
    }

    /** How a budget is, beyond its limit. */
    private record Wish(
            boolean hard,
            List<String> models,
            String mode,
            String atCap,
            @Nullable String downgradeModel,
            boolean carryOver) {
        Wish asking() {
            return new Wish(hard, models, mode, "ask", null, carryOver);
        }

        Wish downgrading() {
            return new Wish(hard, List.of("openai/*"), mode, "downgrade", "sandbox/echo", carryOver);
        }

        Wish carrying() {
            return new Wish(hard, models, mode, atCap, downgradeModel, true);
        }

        Wish soft() {
            return new Wish(false, models, mode, atCap, downgradeModel, carryOver);
        }

        Wish elastic() {
            return new Wish(hard, models, "elastic", atCap, downgradeModel, carryOver);
        }
    }

    private void create(
            DSLContext tx,
            Caller system,
            String name,
            String scope,
            UUID scopeId,
            String period,
            String limitUsd,
            UUID owner,
            Wish wish) {
        boolean term = period.equals("term");
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneId.of("UTC")).withDayOfMonth(1);
        budgets.create(
                tx,
                system,
                new CreateBudget(
                        name,
                        scope,
                        scopeId,
                        period,
                        term ? first : null,
                        term ? first.plusMonths(MONTHS_OF_TERM).minusDays(1) : null,
                        limitUsd,
                        wish.hard(),
                        wish.models(),
                        wish.mode(),
                        wish.atCap(),
                        wish.downgradeModel(),
                        wish.carryOver(),
                        owner));
    }

    private UUID unit(DSLContext tx, Caller system, String kind, String name, @Nullable UUID parent) {
        return units.create(tx, system, new CreateUnit(kind, name, parent)).id();
    }
}
