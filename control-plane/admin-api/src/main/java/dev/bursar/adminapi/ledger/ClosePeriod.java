package dev.bursar.adminapi.ledger;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** @param month {@code 2026-10} */
public record ClosePeriod(
        @NotNull @Pattern(regexp = "\\d{4}-(0[1-9]|1[0-2])") String month) {}
