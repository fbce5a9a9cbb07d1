package dev.bursar.adminapi.notice;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param ruleId null: no rule's
 * @param kind of the rule; or {@code break_glass}: somebody raised a budget past the four-eyes rule; or
 *     {@code request}: somebody asks for more; or {@code overrun}: a provider reported more than the stated bound; or
 *     {@code books}: the comparison of the books found differences that were not there before
 * @param budgetId null: no budget's
 * @param sentence what happened, in words
 */
public record Alert(
        UUID id,
        @Nullable UUID ruleId,
        @Nullable String ruleName,
        String kind,
        @Nullable UUID budgetId,
        @Nullable String budgetName,
        String sentence,
        OffsetDateTime at) {}
