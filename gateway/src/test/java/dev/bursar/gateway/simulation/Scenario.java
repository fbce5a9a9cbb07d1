package dev.bursar.gateway.simulation;

import dev.bursar.gateway.admission.AdmissionProperties;
import dev.bursar.policy.budget.LeaseTerms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a run is like, by chance.
 *
 * @param faultEveryMillis on average; 0: nothing goes wrong
 * @param disk nodes have one for their spool
 */
record Scenario(
        House house,
        int nodes,
        long lastsMillis,
        double requestsPerSecond,
        LeaseTerms terms,
        AdmissionProperties properties,
        long faultEveryMillis,
        boolean disk) {
    private static final long MEAN_COST = 700;

    static Scenario of(RandomGenerator random) {
        boolean elastic = random.nextInt(4) == 0;
        int nodes = 1 + random.nextInt(4);
        double rate = 0.5 + random.nextDouble() * 4;
        long lasts = 30_000 + random.nextInt(60_000);
        long period = 15_000 + random.nextInt(45_000);
        House house = house(random, elastic, (long) (nodes * rate * period / 1000 * MEAN_COST), period);
        Duration life = Duration.ofMillis(6_000 + random.nextInt(25_000));
        LeaseTerms terms =
                new LeaseTerms(life, Duration.ofMillis(500 + random.nextInt(4_000)), Duration.ofMillis(8_000));
        long faultEvery = random.nextInt(8) == 0 ? 0 : 2_000 + random.nextInt(15_000);
        long[] waits = {0, 1_000, 2_000};
        AdmissionProperties properties = properties(Duration.ofMillis(waits[random.nextInt(3)]), Duration.ofSeconds(4));
        return new Scenario(house, nodes, lasts, rate, terms, properties, faultEvery, random.nextInt(3) > 0);
    }

    static AdmissionProperties properties(Duration wait, Duration idle) {
        return new AdmissionProperties(
                wait, 1_000, idle, Duration.ofSeconds(1), 16, 256, 128, Duration.ofSeconds(4), "");
    }

    private static House house(RandomGenerator random, boolean elastic, long demand, long period) {
        House house = new House(elastic);
        House.Level root = house.level(true, 0, share(random, demand), random.nextInt(4) == 0 ? 0 : 2 * period);
        int keys = 1 + random.nextInt(3);
        boolean team = random.nextBoolean();
        House.Level middle = team ? house.level(random.nextInt(4) > 0, 1, share(random, demand), period) : root;
        for (int i = 0; i < keys; i++) {
            List<House.Level> path = new ArrayList<>(List.of(root));
            if (team) {
                path.add(middle);
            }
            if (random.nextBoolean()) {
                path.add(house.level(true, 2, share(random, demand) / keys, period));
            }
            house.key(path);
        }
        return house;
    }

    private static long share(RandomGenerator random, long demand) {
        return Math.max(5_000, (long) (demand * (0.15 + random.nextDouble() * 1.6)));
    }

    VirtualCall.Ask ask(RandomGenerator random) {
        long input = 40 + random.nextInt(random.nextInt(5) == 0 ? 4_000 : 600);
        long output = 50 + random.nextInt(random.nextInt(4) == 0 ? 6_000 : 1_500);
        double usage = random.nextInt(12) == 0 ? 1 : random.nextDouble() * 0.4;
        int end = random.nextInt(20);
        return new VirtualCall.Ask(
                input,
                output,
                usage,
                100 + random.nextInt(random.nextInt(6) == 0 ? 9_000 : 1_500),
                random.nextBoolean(),
                end == 0 ? VirtualCall.End.UNCOUNTED : end == 1 ? VirtualCall.End.FAILED : VirtualCall.End.COUNTED);
    }
}
