package dev.bursar.policy.period;

import java.time.LocalDate;

/** @param first day of it. @param last day, part of it */
public record Term(LocalDate first, LocalDate last) {
    public Term {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("a term ends on its first day or later");
        }
    }
}
