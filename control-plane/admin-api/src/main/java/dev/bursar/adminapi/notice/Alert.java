package dev.bursar.adminapi.notice;

import java.time.OffsetDateTime;
import java.util.UUID;

/** @param sentence what happened, in words */
public record Alert(
        UUID id,
        UUID ruleId,
        String ruleName,
        String kind,
        UUID budgetId,
        String budgetName,
        String sentence,
        OffsetDateTime at) {}
