package dev.bursar.gateway.simulation;

/** What goes wrong. Counted where it takes effect, not where it is planned. */
enum Fault {
    /** A process of a node ended with its disk kept, and what it had not reported was found there by the next. */
    CRASH_KEEPING_DISK,
    CRASH_LOSING_DISK,
    CRASH_WITHOUT_DISK,
    /** Ended while providers went on to answer its requests. */
    CRASH_WITH_REQUESTS_IN_FLIGHT,
    CONTROL_PLANE_CRASH,
    /** The control plane ended between a call and its commit. */
    CRASH_BEFORE_COMMIT,
    /** Between commit and answer. */
    CRASH_BEFORE_ANSWER,
    /** A message met a cut of both ways. */
    PARTITION,
    /** Only what the node sends is lost. */
    ONE_WAY_LOSS_UP,
    /** Only what the node should hear is lost. */
    ONE_WAY_LOSS_DOWN,
    LOST,
    DELAYED,
    /** Overtook an earlier message of the same direction. */
    REORDERED,
    DUPLICATED,
    /** A request came while its node's clock was ahead. */
    CLOCK_AHEAD,
    CLOCK_BEHIND,
    SLOW_DATABASE,
    /** A budget's next period began. */
    ROLL_OVER,
    /** A request was charged to a period that was over. */
    CHARGED_AFTER_ROLL_OVER,
    LIMIT_RAISED,
    LIMIT_LOWERED,
    LIMIT_BELOW_COMMITTED,
    LEASE_GIVEN_UP,
    /** A report of a lease that was in doubt. */
    LATE_REPORT,
    LIFE_FENCED_WHILE_IT_RAN,
    /** Two processes ran with one node's identity. */
    TWIN
}
