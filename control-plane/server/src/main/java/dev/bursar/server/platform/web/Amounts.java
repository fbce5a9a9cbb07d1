package dev.bursar.server.platform.web;

import dev.bursar.adminapi.common.Money;
import dev.bursar.policy.money.MoneyException;
import dev.bursar.policy.money.Nanos;

/** Amounts in and out of the Admin API. */
public final class Amounts {
    private Amounts() {}

    public static Money money(long nanos) {
        return new Money(Nanos.toUsd(nanos), nanos);
    }

    /**
     * @param field path of the member in the request
     * @return nano-USD
     * @throws ProblemException 400 with the field
     */
    public static long parse(String field, String usd) {
        try {
            return Nanos.parseUsd(usd);
        } catch (MoneyException e) {
            throw ProblemException.field(field, e.code(), String.valueOf(e.getMessage()));
        }
    }
}
