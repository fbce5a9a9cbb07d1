package dev.bursar.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the simulation can fail: with a mistake in the system it finds a seed that shows it. */
class MutantsTest {
    private static final long WITHIN_SEEDS = 100;

    @TempDir
    private Path disk;

    @ParameterizedTest
    @EnumSource
    void finds(Mutants mutant) {
        assertThat(firstSeedThatShows(mutant))
                .as("within %d seeds", WITHIN_SEEDS)
                .isPresent();
    }

    private OptionalLong firstSeedThatShows(Mutants mutant) {
        for (long seed = 1; seed <= WITHIN_SEEDS; seed++) {
            try (Disks disks = Disks.in(disk, mutant + "-" + seed)) {
                Runner.run(seed, disks, mutant.parts);
            } catch (Violation found) {
                System.out.println(mutant + ": seed " + seed + ", "
                        + String.valueOf(found.getMessage()).lines().findFirst().orElse(""));
                return OptionalLong.of(seed);
            }
        }
        return OptionalLong.empty();
    }
}
