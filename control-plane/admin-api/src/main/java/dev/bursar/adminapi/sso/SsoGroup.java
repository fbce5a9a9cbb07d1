package dev.bursar.adminapi.sso;

import java.util.UUID;

/** @param name as the provider writes it */
public record SsoGroup(UUID id, String name, long members) {}
