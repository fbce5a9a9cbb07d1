package dev.bursar.adminapi.sso;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

public record AddSsoGroup(@NotBlank @Size(max = 200) String name) {}
