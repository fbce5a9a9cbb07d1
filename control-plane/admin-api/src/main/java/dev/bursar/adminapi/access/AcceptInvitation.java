package dev.bursar.adminapi.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

public record AcceptInvitation(@NotBlank @Size(max = 200) String token) {
    @Override
    public String toString() {
        return "AcceptInvitation[token=…]";
    }
}
