package dev.bursar.adminapi.notice;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param ruleId null: no rule's
 * @param kind of the rule; or {@code break_glass}: somebody raised a budget past the four-eyes rule; or
 *     {@code request}: somebody asks for more
 * @param sentence what happened, in words
 */
public record Alert(
        UUID id,
        @Nullable UUID ruleId,
        @Nullable String ruleName,
        String kind,
        UUID budgetId,
        String budgetName,
        String sentence,
        OffsetDateTime at) {}
