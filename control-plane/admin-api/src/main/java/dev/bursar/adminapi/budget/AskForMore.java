package dev.bursar.adminapi.budget;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param until when the raise should end; null: with the period */
public record AskForMore(
        @NotNull UUID budgetId,
        @NotBlank String amountUsd,
        @NotBlank @Size(max = 1000) String reason,
        @Nullable OffsetDateTime until) {}
