package dev.bursar.adminapi.organization;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param parentId the team that it is in; null: none */
public record CreateUnit(
        @NotNull @Pattern(regexp = "team|project|class") String kind,
        @NotBlank @Size(max = 200) String name,
        @Nullable UUID parentId) {}
