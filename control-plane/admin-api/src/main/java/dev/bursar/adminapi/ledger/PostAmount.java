package dev.bursar.adminapi.ledger;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param memo what it is, an invoice number for example */
public record PostAmount(
        @NotBlank String amountUsd,
        @NotBlank @Size(max = 500) String memo) {}
