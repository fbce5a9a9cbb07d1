package dev.bursar.adminapi.machine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param name of no other service account of the organization */
public record CreateServiceAccount(
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 1000) String description) {}
