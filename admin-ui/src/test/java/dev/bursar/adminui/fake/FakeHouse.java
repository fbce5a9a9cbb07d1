package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.Group;
import dev.bursar.adminapi.access.Invitation;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.audit.AuditEntry;
import dev.bursar.adminapi.budget.Adjustment;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminapi.common.Money;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.common.Problem;
import dev.bursar.adminapi.fleet.Fleet;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.ledger.LedgerEntry;
import dev.bursar.adminapi.machine.ManagementKey;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.WorkloadTrust;
import dev.bursar.adminapi.me.ChangePassword;
import dev.bursar.adminapi.notice.Alert;
import dev.bursar.adminapi.notice.AlertChannel;
import dev.bursar.adminapi.notice.AlertDelivery;
import dev.bursar.adminapi.notice.AlertRule;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminapi.scim.ScimToken;
import dev.bursar.adminapi.session.Session;
import dev.bursar.adminapi.usage.UsageRequest;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.UnreachableException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One organization in memory behind the Admin API's interfaces. What it holds is public to tests on purpose. */
public final class FakeHouse {
    public static final UUID ACME = UUID.fromString("0195f000-0000-7000-8000-000000000001");
    public static final String SLUG = "acme";

    /** Who is signed in. */
    public static final UUID ADA = UUID.fromString("0195f000-0000-7000-8000-0000000000aa");

    public final List<Key> keys = new ArrayList<>();
    public final List<Budget> budgets = new ArrayList<>();
    public final List<UsageRequest> requests = new CopyOnWriteArrayList<>();
    public final List<AuditEntry> audit = new ArrayList<>();
    public final List<Fleet.Gateway> gateways = new ArrayList<>();
    public final List<Provider> providers = new ArrayList<>();
    public final List<Model> models = new ArrayList<>();
    public final List<Member> members = new ArrayList<>();
    public final List<RoleGrant> grants = new ArrayList<>();
    public final List<Role> roles = new ArrayList<>();
    public final List<Group> groups = new ArrayList<>();
    public final Map<UUID, Set<UUID>> groupMembers = new HashMap<>();
    public final List<Invitation> invitations = new ArrayList<>();
    public final List<ServiceAccount> accounts = new ArrayList<>();
    public final List<ManagementKey> managementKeys = new ArrayList<>();
    public final List<WorkloadTrust> trusts = new ArrayList<>();
    public final List<ScimToken> scimTokens = new ArrayList<>();
    public final List<Unit> units = new ArrayList<>();
    public final List<Adjustment> adjustments = new ArrayList<>();
    public final List<Doubt> doubts = new ArrayList<>();
    public final List<BudgetRequest> asked = new ArrayList<>();
    public final List<LedgerEntry> ledger = new ArrayList<>();
    public final List<Alert> alerts = new ArrayList<>();
    public final List<AlertRule> rules = new ArrayList<>();
    public final List<AlertChannel> channels = new ArrayList<>();
    public final List<AlertDelivery> deliveries = new ArrayList<>();
    public boolean signedInLongAgo;
    public final FakeSso sso = new FakeSso(this);
    final FakeSignInRules signInRules = new FakeSignInRules(this);
    public final FakeEncryptionKeys encryptionKeys = new FakeEncryptionKeys(this);
    public @Nullable LedgerCheck check;
    public long headRevision = 41;
    public String role = "organization_admin";

    /** Over whose subtree the signed-in user holds it; null: over the organization. */
    public @Nullable UUID roleOver;

    /** Whether the user operates the installation by a role in their other organization. */
    public boolean operatesElsewhere;

    /** What the one link out there carries, and nobody else gets to see. */
    public String lastToken = "";

    public String password = "correct horse battery";
    public final List<Session> sessions = new ArrayList<>();
    public final List<Organization> others = new ArrayList<>();

    public boolean down;
    public Organization organization;

    private final Clock clock;
    private final UUID id;
    private final Watched watched = new Watched(this);
    private @Nullable Problem nextProblem;

    public FakeHouse(Clock clock) {
        this(clock, ACME);
    }

    private FakeHouse(Clock clock, UUID id) {
        this.clock = clock;
        this.id = id;
        this.organization = acme();
    }

    /** The other organization that whoever is signed in belongs to: one auditor, and nothing in it. */
    private FakeHouse elsewhere() {
        FakeHouse other = new FakeHouse(clock, FakeMe.NORTHSIDE);
        other.role = "auditor";
        other.organization = FakeMe.northside(other.organization);
        other.members.add(FakeMe.there(other.now()));
        other.sessions.addAll(sessions);
        return other;
    }

    boolean isElsewhere(UUID organizationId) {
        return !organizationId.equals(id)
                && others.stream().noneMatch(one -> one.id().equals(organizationId));
    }

    UUID id() {
        return id;
    }

    /** Which organizations were asked about since {@link #restore}. */
    public Set<UUID> asked() {
        return watched.asked();
    }

    /** Which operations were called since {@link #restore}. */
    public List<String> calls() {
        return watched.calls();
    }

    /** What was refused since {@link #restore}: the console should not have offered it. */
    public List<String> refused() {
        return watched.refused();
    }

    public ControlPlane controlPlane() {
        return watched.around(rooms(), elsewhere().rooms());
    }

    private ControlPlane rooms() {
        return new ControlPlane(
                new FakeMe(this),
                new FakeOrganizations(this),
                new FakeKeys(this),
                new FakeBudgets(this),
                new FakeUsage(this),
                new FakeAudit(this),
                organizationId -> {
                    enter();
                    return new Fleet(headRevision, List.copyOf(gateways));
                },
                new FakeCatalog(this),
                new FakeUnits(this),
                new FakeTree(this),
                new FakeBudgetHistory(this),
                new FakeAdjustments(this),
                new FakeDoubts(this),
                new FakeRequests(this),
                new FakeLedger(this),
                new FakeAlerts(this),
                new FakeMembers(this),
                new FakeInvitations(this),
                new FakeRoles(this),
                new FakeRoleGrants(this),
                new FakeAccess(this),
                new FakeGroups(this),
                new FakeServiceAccounts(this),
                new FakeWorkloadTrusts(this),
                sso,
                signInRules,
                new FakeSessions(this),
                new FakeSessions(this),
                this::changePassword,
                new FakeScim(this),
                encryptionKeys);
    }

    private void changePassword(ChangePassword change) {
        enterToWrite();
        if (!change.currentPassword().equals(password)) {
            throw invalid("currentPassword", "password_wrong", "That is not your current password.");
        }
        password = change.newPassword();
    }

    /** As it was when it was built, and furnished. */
    public void restore() {
        List.of(keys, budgets, requests, audit, gateways, providers, models, members)
                .forEach(List::clear);
        List.of(units, adjustments, doubts, asked, ledger, alerts, rules, channels, deliveries)
                .forEach(List::clear);
        List.of(accounts, managementKeys, trusts).forEach(List::clear);
        sso.restore();
        encryptionKeys.restore();
        List.of(grants, roles, groups, invitations, scimTokens, sessions, others)
                .forEach(List::clear);
        groupMembers.clear();
        password = "correct horse battery";
        check = null;
        headRevision = 41;
        role = "organization_admin";
        roleOver = null;
        operatesElsewhere = false;
        signedInLongAgo = false;
        lastToken = "";
        down = false;
        nextProblem = null;
        watched.asked().clear();
        watched.refused().clear();
        watched.calls().clear();
        organization = acme();
        new Furnishing(this).furnish();
    }

    private Organization acme() {
        return new Organization(
                id,
                "Acme Research",
                SLUG,
                "Europe/Berlin",
                3600,
                1,
                1,
                250,
                100,
                money(50_000_000_000L),
                "active",
                1,
                now());
    }

    /** The next writing call is refused with this. */
    public void refuseNext(Problem problem) {
        nextProblem = problem;
    }

    /** Ids of those who are in it; of what is no group: nobody's. */
    Set<UUID> groupOf(UUID id) {
        return groupMembers.getOrDefault(id, Set.of());
    }

    /** Every call begins here. */
    void enter() {
        if (down) {
            throw new UnreachableException("The control plane cannot be reached.", null);
        }
    }

    /** Every writing call begins here. */
    void enterToWrite() {
        enter();
        Problem problem = nextProblem;
        nextProblem = null;
        if (problem != null) {
            throw new RefusedException(problem);
        }
    }

    Budget budget(UUID id) {
        return budgets.stream()
                .filter(budget -> budget.id().equals(id))
                .findFirst()
                .orElseThrow(() -> notFound("budget"));
    }

    /** A key's own budget is part of the key, too. */
    Budget replace(BudgetDraft draft) {
        Budget is = draft.build();
        budgets.replaceAll(budget -> budget.id().equals(is.id()) ? is : budget);
        keys.replaceAll(key -> is.scopeId().equals(key.id()) ? FakeKeys.with(key, is) : key);
        return is;
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    Clock clock() {
        return clock;
    }

    static Money money(long nanos) {
        return new Money(BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString(), nanos);
    }

    static long nanos(String field, String usd) {
        try {
            long nanos = new BigDecimal(usd).movePointRight(9).longValueExact();
            if (nanos >= 0) {
                return nanos;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Refused below.
        }
        throw invalid(field, "amount_invalid", "An amount in USD, such as 12.50.");
    }

    public static RefusedException invalid(String field, String code, String message) {
        return new RefusedException(new Problem(
                "https://bursar.dev/problems/" + code,
                "Bad request",
                400,
                code,
                message,
                null,
                List.of(new Problem.FieldError(field, code, message))));
    }

    static RefusedException conflict(String code, String message) {
        return refused(409, code, message);
    }

    static RefusedException refused(int status, String code, String message) {
        return new RefusedException(
                new Problem("https://bursar.dev/problems/" + code, "Refused", status, code, message, null, List.of()));
    }

    static RefusedException notFound(String what) {
        return new RefusedException(new Problem(
                "https://bursar.dev/problems/not_found",
                "Not found",
                404,
                "not_found",
                "There is no such " + what + ".",
                null,
                List.of()));
    }

    static void requireVersion(@Nullable String ifMatch, long version) {
        if (ifMatch != null && !ifMatch.equals("\"" + version + "\"")) {
            throw new RefusedException(new Problem(
                    "https://bursar.dev/problems/version_mismatch",
                    "Precondition failed",
                    412,
                    "version_mismatch",
                    "It has changed since you read it.",
                    null,
                    List.of()));
        }
    }

    /** Cursors are positions here; nobody may look inside. */
    static <T> Page<T> page(List<T> all, @Nullable String cursor, @Nullable Integer size) {
        int from = cursor == null ? 0 : Integer.parseInt(cursor.substring(1));
        int to = Math.min(all.size(), from + (size == null ? Page.DEFAULT_SIZE : size));
        return new Page<>(all.subList(Math.min(from, all.size()), to), to < all.size() ? "p" + to : null);
    }

    void record(
            String action,
            String kind,
            UUID id,
            String name,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {
        audit.addFirst(new AuditEntry(
                UUID.randomUUID(),
                audit.size(),
                now(),
                "member",
                "m-1",
                "Ada Admin",
                action,
                kind,
                id.toString(),
                name,
                "done",
                before,
                after,
                UUID.randomUUID().toString(),
                "127.0.0.1",
                "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="));
        headRevision++;
    }
}
