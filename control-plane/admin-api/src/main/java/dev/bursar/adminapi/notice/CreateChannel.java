package dev.bursar.adminapi.notice;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** @param target an e-mail address, or an https URL; {@link #toString} leaves it out */
public record CreateChannel(
        @NotNull @Pattern(regexp = "email|slack|webhook") String kind,
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 500) String target) {
    @Override
    public String toString() {
        return "CreateChannel[kind=" + kind + ", name=" + name + ", target=…]";
    }
}
