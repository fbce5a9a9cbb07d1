package dev.bursar.server.budget;

import java.util.List;

/** Where a budget stands on the way from the organization to the key. */
final class Level {
    private static final List<String> ROOT_FIRST = List.of("organization", "team", "project", "class", "member", "key");

    private Level() {}

    /** 0: the root. */
    static int depth(String scope) {
        return ROOT_FIRST.indexOf(scope);
    }
}
