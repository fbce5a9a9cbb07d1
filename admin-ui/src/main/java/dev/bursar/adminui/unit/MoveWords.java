package dev.bursar.adminui.unit;

import dev.bursar.adminapi.organization.MoveImpact;
import dev.bursar.adminui.component.Words;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What moving a unit changes, in sentences. */
final class MoveWords {
    private static final int NAMED = 3;

    private MoveWords() {}

    static String of(MoveImpact impact) {
        return Stream.of(keys(impact), roles(impact))
                .filter(one -> !one.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String keys(MoveImpact impact) {
        String left = budgets(impact.budgetsLeft());
        String joined = budgets(impact.budgetsJoined());
        String keys = impact.keys() == 0
                ? "No working key is charged to it."
                : Words.plural(impact.keys(), "working key moves", "working keys move") + " with it.";
        if (joined.isEmpty()) {
            return left.isEmpty()
                    ? keys + " The same budgets are above it then, as far as you see."
                    : keys + " What is spent in it need not fit into " + left + " any more.";
        }
        return keys + " From then on what is spent in it must fit into " + joined
                + (left.isEmpty() ? " as well." : ", and no longer into " + left + ".");
    }

    private static String roles(MoveImpact impact) {
        if (impact.rolesLost() == 0 && impact.rolesGained() == 0) {
            return "";
        }
        return Words.plural(impact.rolesLost(), "role", "roles") + " over what is above it now "
                + (impact.rolesLost() == 1 ? "does" : "do") + " not reach it any more; "
                + Words.plural(impact.rolesGained(), "other one does", "other ones do") + ".";
    }

    private static String budgets(List<MoveImpact.Above> budgets) {
        return Words.list(
                budgets.stream()
                        .map(one -> one.budgetName() + " of " + one.unitName())
                        .toList(),
                NAMED);
    }
}
