package dev.bursar.adminapi.access;

import java.util.UUID;

/** People as an identity provider groups them. @param source {@code scim} or {@code sso} */
public record Group(UUID id, String name, String source, long members) {}
