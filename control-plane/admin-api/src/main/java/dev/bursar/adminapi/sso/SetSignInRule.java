package dev.bursar.adminapi.sso;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** @param days within which people sign in again, 7 to 400; null: as they like */
public record SetSignInRule(@Min(7) @Max(400) @Nullable Integer days) {}
