package dev.bursar.adminapi.organization;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

public record Member(UUID id, String name, String email, List<String> roles, OffsetDateTime createdAt) {}
