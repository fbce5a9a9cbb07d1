package dev.bursar.adminapi.machine;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param name of no other trust of the organization
 * @param issuer an https URL, as it stands in tokens
 * @param jwksUri null: the issuer's own metadata says where its keys are
 * @param audience null: {@code bursar:} and the organization's id. For one issuer an audience belongs to one
 *     organization
 * @param subjectPattern does not begin with a star
 * @param keyId the key that the workload acts as; excludes {@code serviceAccountId}
 * @param serviceAccountId the service account that the workload acts as; excludes {@code keyId}
 */
public record CreateWorkloadTrust(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 1000) String issuer,
        @Nullable @Size(max = 1000) String jwksUri,
        @Nullable @Size(min = 1, max = 1000) String audience,
        @NotBlank @Size(max = 1000) String subjectPattern,
        @Nullable UUID keyId,
        @Nullable UUID serviceAccountId) {}
