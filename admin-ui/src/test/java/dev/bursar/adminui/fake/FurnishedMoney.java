package dev.bursar.adminui.fake;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminapi.budget.CreateAdjustment;
import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminapi.notice.Alert;
import dev.bursar.adminapi.notice.AlertChannel;
import dev.bursar.adminapi.notice.AlertDelivery;
import dev.bursar.adminapi.notice.AlertRule;
import dev.bursar.adminapi.organization.Unit;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The furnished house's tree, ledger, requests for more and alerts. */
final class FurnishedMoney {
    private final FakeHouse house;
    private long ids = 0x8000_0000_00a0_0000L;

    FurnishedMoney(FakeHouse house) {
        this.house = house;
    }

    void furnish() {
        tree();
        ledger();
        doubts();
        requests();
        alerts();
    }

    private void tree() {
        Unit research = unit("team", "Research", null);
        Unit vision = unit("team", "Vision", research.id());
        unit("project", "Paper 2026", vision.id());
        Unit course = unit("class", "CS-101 Autumn", null);
        Unit support = unit("team", "Customer support", null);
        budget("Research, monthly", "team", research, "month", 200, 131.2, 9.5, 1.1);
        budget("Vision, monthly", "team", vision, "month", 120, 61.35, 4.1, 0);
        Budget term = budget("CS-101 term", "class", course, "term", 240, 96.4, 3.2, 0);
        BudgetDraft termDraft = BudgetDraft.of(term);
        termDraft.startsOn = house.now().minusDays(40).toLocalDate();
        termDraft.endsOn = house.now().plusDays(60).toLocalDate();
        termDraft.ownerMemberId = house.members.get(2).id();
        termDraft.ownerName = house.members.get(2).name();
        house.replace(termDraft);
        Budget desk = budget("Support, large models", "team", support, "month", 60, 58.9, 0.6, 0);
        BudgetDraft deskDraft = BudgetDraft.of(desk);
        deskDraft.models = List.of("openai/gpt-4o", "anthropic/*");
        deskDraft.atCap = "downgrade";
        deskDraft.downgradeModel = "openai/gpt-4o-mini";
        house.replace(deskDraft);
        move(0, vision);
        move(1, research);
        move(2, support);
        move(3, course);
        move(4, course);
        new FakeAdjustments(house)
                .add(
                        house.budget(term.id()),
                        new CreateAdjustment("top_up", "25", null, null, "Extra exercise in week 6", null),
                        Furnishing.nanos(25),
                        null);
    }

    private Unit unit(String kind, String name, @Nullable UUID parent) {
        Unit unit = new FakeUnits(house).unit(id(), kind, parent, name, "active", 1);
        house.units.add(unit);
        return unit;
    }

    private void move(int key, Unit unit) {
        Key was = house.keys.get(key);
        house.keys.set(key, FakeKeys.with(was, unit.id(), unit.name()));
    }

    private Budget budget(
            String name,
            String scope,
            Unit unit,
            String period,
            double limit,
            double spent,
            double held,
            double doubt) {
        BudgetDraft draft = FakeBudgets.fresh(house, name, scope, unit.id(), period, Furnishing.nanos(limit));
        draft.id = id();
        draft.scopeName = unit.name();
        draft.spent = Furnishing.nanos(spent);
        draft.held = Furnishing.nanos(held);
        draft.inDoubt = Furnishing.nanos(doubt);
        Budget budget = draft.build();
        house.budgets.add(budget);
        return budget;
    }

    private void ledger() {
        FakeLedger books = new FakeLedger(house);
        long paid = Furnishing.nanos(1_000);
        long fee = Furnishing.nanos(25);
        books.post("top_up", "Invoice 2026-081", lines("cash", paid, "credits", fee - paid, "fees", -fee));
        for (int i = 0; i < 24; i++) {
            long cost = 11_437_000_000L + i * 137_911_000L;
            books.post("usage", "Usage of an hour", lines("usage", cost, "providers", -cost));
        }
        long more = Furnishing.nanos(1.2);
        books.post("correction", "OpenAI billed more for images", lines("usage", more, "providers", -more));
        long backdated = house.ledger.size();
        house.ledger.replaceAll(entry -> at(entry, house.now().minusHours(9 * (backdated - entry.sequence()) + 1)));
        house.check = new LedgerCheck(id(), house.now().minusMinutes(14), 42, List.of());
    }

    private static LedgerEntry at(LedgerEntry entry, OffsetDateTime at) {
        return new LedgerEntry(
                entry.id(),
                entry.sequence(),
                at,
                entry.kind(),
                entry.memo(),
                entry.referenceKind(),
                entry.referenceId(),
                entry.recordedBy(),
                entry.lines());
    }

    private static Map<String, Long> lines(Object... pairs) {
        Map<String, Long> lines = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            lines.put((String) pairs[i], (Long) pairs[i + 1]);
        }
        return lines;
    }

    private void doubts() {
        Budget pipeline = named("Support desk");
        Budget research = named("Research, monthly");
        house.doubts.add(new Doubt(
                id(),
                "lease",
                "open",
                FakeHouse.money(1_100_000_000L),
                List.of(
                        new Doubt.Share(research.id(), research.name(), FakeHouse.money(1_100_000_000L)),
                        new Doubt.Share(pipeline.id(), pipeline.name(), FakeHouse.money(1_100_000_000L))),
                "gateway-2",
                1,
                null,
                null,
                house.now().minusHours(5)));
        Budget everything = named("Everything");
        house.doubts.add(new Doubt(
                id(),
                "request",
                "open",
                FakeHouse.money(400_000_000L),
                List.of(new Doubt.Share(everything.id(), everything.name(), FakeHouse.money(400_000_000L))),
                "gateway-1",
                3,
                "openai/gpt-4o",
                house.keys.getFirst().id(),
                house.now().minusMinutes(38)));
    }

    private Budget named(String name) {
        return house.budgets.stream()
                .filter(budget -> budget.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void requests() {
        Budget search = named("Search assistant");
        Budget term = named("CS-101 term");
        ask(
                term,
                "Ivy Instructor",
                house.members.get(2).id(),
                null,
                75,
                "Two more exercises, 24 students",
                2,
                "open",
                3);
        ask(search, "Search assistant", null, house.keys.getFirst().id(), 10, "Nightly re-index", 1, "open", 9);
        ask(search, "Ada Admin", FakeRequests.ME, null, 5, "Demo on Friday", 1, "open", 20);
        ask(search, "Grace Hopper", house.members.get(3).id(), null, 40, "A larger benchmark", 1, "declined", 70);
    }

    private void ask(
            Budget budget,
            String by,
            @Nullable UUID member,
            @Nullable UUID key,
            double amount,
            String reason,
            int needed,
            String state,
            int hoursAgo) {
        boolean declined = state.equals("declined");
        house.asked.add(new BudgetRequest(
                id(),
                budget,
                by,
                member,
                key,
                FakeHouse.money(Furnishing.nanos(amount)),
                reason,
                null,
                state,
                needed,
                declined || needed > 1
                        ? List.of(new BudgetRequest.Vote(
                                house.members.get(1).id(),
                                "Fin Ance",
                                declined ? "decline" : "approve",
                                house.now().minusHours(1)))
                        : List.of(),
                false,
                declined ? "Use the smaller model for this." : "",
                house.now().minusHours(hoursAgo),
                declined ? house.now().minusHours(hoursAgo - 4) : null,
                1));
    }

    private void alerts() {
        AlertChannel mail = channel("email", "Finance", "finance@acme.example");
        AlertChannel chat = channel("slack", "#llm-spend", "https://hooks.slack.com/…");
        channel("webhook", "Incident desk", "https://hooks.acme.example/…");
        AlertRule threshold = rule("80 percent of any budget", "threshold", 80, List.of(mail.id(), chat.id()));
        AlertRule forecast = rule("Runs out early", "forecast", null, List.of(chat.id()));
        rule("Unusual spend", "anomaly", null, List.of(mail.id()));
        rule("Half of Vision", "threshold", 50, named("Vision, monthly"), List.of(mail.id()));
        Budget desk = named("Support, large models");
        Budget night = named("Nightly evaluation");
        alert(
                forecast,
                desk,
                "Support, large models runs out tomorrow at this pace, six days early.",
                2,
                chat,
                "failed");
        alert(threshold, night, "Nightly evaluation has spent 95% of $20.00.", 6, mail, "delivered");
        alert(threshold, desk, "Support, large models has spent 80% of $60.00.", 30, mail, "delivered");
    }

    private AlertChannel channel(String kind, String name, String target) {
        AlertChannel channel =
                new AlertChannel(id(), kind, name, target, "active", house.now().minusDays(12), 1);
        house.channels.add(channel);
        return channel;
    }

    private AlertRule rule(String name, String kind, @Nullable Integer percent, List<UUID> channels) {
        return rule(name, kind, percent, null, channels);
    }

    private AlertRule rule(
            String name, String kind, @Nullable Integer percent, @Nullable Budget budget, List<UUID> channels) {
        AlertRule rule = new AlertRule(
                id(),
                name,
                kind,
                percent,
                budget == null ? null : budget.id(),
                budget == null ? null : budget.name(),
                budget == null ? null : FakeBudgets.unitOf(house, budget),
                false,
                channels,
                "active",
                house.now().minusDays(12),
                1);
        house.rules.add(rule);
        return rule;
    }

    private void alert(AlertRule rule, Budget budget, String sentence, int hours, AlertChannel to, String state) {
        OffsetDateTime at = house.now().minusHours(hours);
        Alert alert = new Alert(id(), rule.id(), rule.name(), rule.kind(), budget.id(), budget.name(), sentence, at);
        house.alerts.add(alert);
        boolean delivered = state.equals("delivered");
        house.deliveries.add(new AlertDelivery(
                id(),
                alert.id(),
                sentence,
                to.id(),
                to.name(),
                state,
                delivered ? 1 : 8,
                delivered ? 200 : 410,
                delivered ? "" : "The receiver answered with 410: the channel is gone.",
                null,
                delivered ? at.plusSeconds(1) : null,
                at));
    }

    private UUID id() {
        return new UUID(0x0195f00000007000L, ids++);
    }
}
