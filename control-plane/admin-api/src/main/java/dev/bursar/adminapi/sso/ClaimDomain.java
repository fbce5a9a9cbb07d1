package dev.bursar.adminapi.sso;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param domain what stands behind the @ of mail addresses */
public record ClaimDomain(@NotBlank @Size(max = 253) String domain) {}
