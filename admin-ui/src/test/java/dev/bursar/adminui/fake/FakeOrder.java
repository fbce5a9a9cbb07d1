package dev.bursar.adminui.fake;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders of a list as the Admin API names them. */
final class FakeOrder {
    private FakeOrder() {}

    /** @param usual null stands for it. @param sort with a minus before it: from the last to the first */
    static <T> List<T> of(List<T> rows, @Nullable String sort, String usual, Map<String, Comparator<T>> orders) {
        String wanted = sort == null ? usual : sort;
        boolean descending = wanted.startsWith("-");
        Comparator<T> order = orders.get(descending ? wanted.substring(1) : wanted);
        if (order == null) {
            throw FakeHouse.invalid("sort", "sort_unknown", "This list is sorted by one of " + orders.keySet() + ".");
        }
        return rows.stream().sorted(descending ? order.reversed() : order).toList();
    }
}
