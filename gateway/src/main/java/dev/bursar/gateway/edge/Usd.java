package dev.bursar.gateway.edge;

import dev.bursar.policy.money.Nanos;

/** Nano-USD as the exact decimal, like {@link Nanos#toUsd} but without a detour over big numbers. */
final class Usd {
    private Usd() {}

    /** @param nanos 0 or more */
    static StringBuilder append(StringBuilder out, long nanos) {
        out.append(nanos / Nanos.PER_USD).append('.');
        long fraction = nanos % Nanos.PER_USD;
        int digits = 9;
        while (digits > 2 && fraction % 10 == 0) {
            fraction /= 10;
            digits--;
        }
        long place = 1;
        for (int i = 1; i < digits; i++) {
            place *= 10;
        }
        for (; place > 0; place /= 10) {
            out.append((char) ('0' + fraction / place % 10));
        }
        return out;
    }

    static String text(long nanos) {
        return append(new StringBuilder(24), nanos).toString();
    }
}
