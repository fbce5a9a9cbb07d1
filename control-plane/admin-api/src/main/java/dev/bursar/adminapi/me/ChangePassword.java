package dev.bursar.adminapi.me;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A new password for oneself.
 *
 * @param newPassword 12 to 64 characters, any of them; not one of those that everybody tries
 */
public record ChangePassword(
        @NotBlank @Size(max = 200) String currentPassword,
        @NotBlank @Size(max = 200) String newPassword) {
    @Override
    public String toString() {
        return "ChangePassword[…]";
    }
}
