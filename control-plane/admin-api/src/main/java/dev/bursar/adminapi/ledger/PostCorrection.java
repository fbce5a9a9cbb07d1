package dev.bursar.adminapi.ledger;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** @param direction {@code more} or {@code less} than was metered */
public record PostCorrection(
        @NotBlank String amountUsd,
        @NotNull @Pattern(regexp = "more|less") String direction,
        @NotBlank @Size(max = 500) String memo) {}
