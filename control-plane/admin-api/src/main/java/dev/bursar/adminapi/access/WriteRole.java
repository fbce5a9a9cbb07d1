package dev.bursar.adminapi.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of a custom role. @param description null: none */
public record WriteRole(
        @NotBlank @Size(max = 100) String name,
        @Nullable @Size(max = 1000) String description,
        @NotEmpty @Size(max = 100) List<@NotBlank @Size(max = 100) String> actions) {}
