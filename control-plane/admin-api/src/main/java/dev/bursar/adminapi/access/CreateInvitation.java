package dev.bursar.adminapi.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param name null: the e-mail address until they sign in. @param roles what they will hold */
public record CreateInvitation(
        @NotBlank @Email @Size(max = 320) String email,
        @Nullable @Size(max = 200) String name,
        @NotNull @Size(max = 20) List<@NotNull @Valid RoleOver> roles) {}
