package dev.bursar.adminapi.organization;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param name the organization's, typed again: what cannot be undone is not done by a slip */
public record DeleteOrganization(@NotBlank @Size(max = 200) String name) {}
