package dev.bursar.adminapi.catalog;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * @param kind {@code openai} or {@code sandbox}
 * @param paidBy {@code platform}, or {@code organization}: on its own contract, so that prepaid credits bear only the fee
 * @param credentialHint the last characters of the credential; empty where there is none
 */
public record Provider(
        UUID id,
        String name,
        String slug,
        String kind,
        String baseUrl,
        String credentialHint,
        boolean privateNetwork,
        String paidBy,
        int models,
        OffsetDateTime createdAt,
        long version) {}
