package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.UUID;

/**
 * A person's decision about one doubt, all of it at once.
 *
 * @param proof the provider's record or a write-off
 * @param spentNanos 0 to what is in doubt; the rest was not spent
 * @param by who decided
 */
public record Ruling(UUID id, Doubt doubt, Proof proof, long spentNanos, String reason, String by, Instant at) {
    public Ruling {
        if (spentNanos < 0) {
            throw new IllegalArgumentException("negative amount");
        }
        if (proof != Proof.PROVIDER_RECORD && proof != Proof.WRITE_OFF) {
            throw new IllegalArgumentException("a person rules by a provider's record or writes off");
        }
    }
}
