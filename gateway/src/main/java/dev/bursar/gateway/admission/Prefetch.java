package dev.bursar.gateway.admission;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks for leases of the period to come, so that nobody waits at its start. Spread over the time before, by the
 * budgets' ids: at midnight all of a fleet's budgets turn at once.
 */
final class Prefetch {
    private static final long AGAIN_MILLIS = 5_000;

    private final LeaseDesk desk;
    private final Clock clock;
    private final long aheadMillis;
    private final Map<String, Long> askAfter = new ConcurrentHashMap<>();

    /** @param aheadMillis how long before the end of a period; 0: never */
    Prefetch(LeaseDesk desk, Clock clock, long aheadMillis) {
        this.desk = desk;
        this.clock = clock;
        this.aheadMillis = aheadMillis;
    }

    /** Called now and then for each wallet. A refusal only means that the first request of the period will ask. */
    void ask(String organizationId, Wallet wallet, long nowMillis) {
        long ahead = aheadMillis / 2 + Math.floorMod(wallet.budgetId.hashCode(), aheadMillis / 2 + 1);
        wallet.wishAhead(nowMillis, ahead)
                .filter(wish -> mayAsk(askAfter.getOrDefault(wallet.budgetId, 0L), nowMillis))
                .ifPresent(wish -> {
                    askAfter.put(wallet.budgetId, nowMillis + AGAIN_MILLIS);
                    desk.acquire(organizationId, List.of(wish)).thenAccept(answer -> answered(wallet, answer));
                });
    }

    /** Also where the clock was set back since the last question. */
    private static boolean mayAsk(long after, long nowMillis) {
        return nowMillis >= after || after - nowMillis > AGAIN_MILLIS;
    }

    private void answered(Wallet wallet, LeaseDesk.Answer answer) {
        if (answer instanceof LeaseDesk.Answer.Granted granted) {
            askAfter.remove(wallet.budgetId);
            granted.grants().forEach(grant -> wallet.receiveAhead(grant, clock.millis()));
        }
    }
}
