package dev.bursar.adminapi.sso;

import java.time.OffsetDateTime;

/**
 * Whom a sign-in rule touches.
 *
 * @param days of the rule
 * @param people active members whom it binds
 * @param overdue of them, who did not sign in for so long
 * @param administrators of the overdue
 * @param keys working ones of the overdue
 * @param provisioned active members who came through the connection and are not bound, because SCIM keeps them
 * @param suspended who are suspended by it now
 * @param suspendedFrom when it suspends the first of the overdue; who signs in before is not
 */
public record SignInRuleImpact(
        int days,
        long people,
        long overdue,
        long administrators,
        long keys,
        long provisioned,
        long suspended,
        OffsetDateTime suspendedFrom) {}
