package dev.bursar.adminui.overview;

import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.ledger.LedgerCheck;
import dev.bursar.adminapi.notice.Alert;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What requests for more, money in doubt, the books and alerts ask for. */
final class MoneyNeeds {
    private static final int MOST_READ = 200;
    private static final Duration RECENT = Duration.ofHours(24);

    private final Workspace workspace;
    private final ControlPlane controlPlane;

    MoneyNeeds(Workspace workspace, ControlPlane controlPlane) {
        this.workspace = workspace;
        this.controlPlane = controlPlane;
    }

    /** The weightiest first. */
    List<Needs.Need> read() {
        List<Needs.Need> needs = new ArrayList<>();
        add(needs, Action.READ_LEDGER, this::books);
        add(needs, Action.READ_REQUESTS_FOR_MORE, this::requests);
        add(needs, Action.READ_BUDGETS, this::doubts);
        add(needs, Action.READ_ALERTS, this::alerts);
        return needs;
    }

    /** What a control plane does not have (yet) must not take the overview with it. */
    private void add(List<Needs.Need> needs, Action needed, Supplier<Optional<Needs.Need>> part) {
        if (!workspace.mayAnywhere(needed)) {
            return;
        }
        try {
            part.get().ifPresent(needs::add);
        } catch (RefusedException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private Optional<Needs.Need> books() {
        LedgerCheck check = controlPlane.ledger().check(workspace.organizationId());
        int differences = check.differences().size();
        return differences == 0
                ? Optional.empty()
                : need(
                        "The books differ: " + Words.plural(differences, "sum is", "sums are") + " not equal.",
                        "ledger");
    }

    private Optional<Needs.Need> requests() {
        Page<BudgetRequest> open =
                controlPlane.requests().list(workspace.organizationId(), "open", null, null, MOST_READ);
        List<BudgetRequest> mine =
                open.items().stream().filter(BudgetRequest::mayApprove).toList();
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        BudgetRequest first = mine.getFirst();
        return mine.size() == 1
                ? Optional.of(new Needs.Need(
                        first.askedBy() + " asks for " + Amounts.text(first.amount()) + " more of "
                                + first.budget().name() + ".",
                        Paths.requestForMore(workspace.slug(), first.id())))
                : need(mine.size() + " requests for more wait for your answer.", "requests-for-more");
    }

    private Optional<Needs.Need> doubts() {
        Page<Doubt> doubts = controlPlane.doubts().list(workspace.organizationId(), null, null, MOST_READ);
        long sum = doubts.items().stream()
                .mapToLong(doubt -> doubt.amount().nanos())
                .sum();
        return sum == 0
                ? Optional.empty()
                : need(
                        (doubts.next() == null ? "" : "More than ") + Amounts.text(sum)
                                + " is in doubt until somebody proves what was spent.",
                        "in-doubt");
    }

    private Optional<Needs.Need> alerts() {
        Instant since = workspace.clock().instant().minus(RECENT);
        List<Alert> recent =
                controlPlane.alerts().alerts(workspace.organizationId(), null, null, MOST_READ).items().stream()
                        .filter(alert -> alert.at().toInstant().isAfter(since))
                        .toList();
        if (recent.isEmpty()) {
            return Optional.empty();
        }
        Alert newest = recent.getFirst();
        return recent.size() == 1
                ? Optional.of(new Needs.Need(newest.sentence(), Paths.alerted(workspace.slug(), newest.budgetId())))
                : need(recent.size() + " alerts in the last 24 hours. " + newest.sentence(), "alerts");
    }

    private Optional<Needs.Need> need(String sentence, String page) {
        return Optional.of(new Needs.Need(sentence, Paths.page(workspace.slug(), page)));
    }
}
