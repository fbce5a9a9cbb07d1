package dev.bursar.gateway.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.policy.access.ModelPattern;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyringTest {
    @Test
    void findsWhatAMapWouldFindAfterAnyChanges() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Keyring keyring = new Keyring();
        Map<Integer, KeyGrant> expected = new HashMap<>();
        for (int round = 0; round < 300; round++) {
            List<Keyring.Entry> changed = new ArrayList<>();
            List<byte[]> removed = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = random.nextInt(3000);
                KeyGrant grant = grant(number, random.nextInt());
                changed.add(new Keyring.Entry(hash(number), grant));
                expected.put(number, grant);
            }
            for (int i = 0; i < 20; i++) {
                int number = random.nextInt(3000);
                removed.add(hash(number));
                expected.remove(number);
            }
            keyring.change(changed, removed);
        }

        assertThat(keyring.size()).as("seed %d", seed).isEqualTo(expected.size());
        for (int number = 0; number < 3000; number++) {
            assertThat(keyring.table().find(hash(number))).as("seed %d", seed).isEqualTo(expected.get(number));
        }
    }

    @Test
    void keepsAMillionKeysInWellUnder256Megabytes() {
        int count = 1_000_000;
        KeyTable table = new KeyTable(count);
        long before = used();
        for (int i = 0; i < count; i++) {
            table.put(hash(i), grant(i, i));
        }
        long bytes = used() - before;

        assertThat(table.find(hash(777_777))).isEqualTo(grant(777_777, 777_777));
        assertThat(table.find(hash(count))).isNull();
        assertThat(bytes >> 20).as("MiB beyond the slots").isLessThan(120);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static KeyGrant grant(int number, int salt) {
        return new KeyGrant(
                new UUID(number, salt).toString(),
                "org-" + number % 100,
                "key " + number,
                KeyGrant.State.values()[Math.floorMod(salt, 3)],
                salt,
                List.of(new ModelPattern("openai/*"), new ModelPattern("m" + number % 7)),
                List.of("org-budget-" + number % 100, "team-" + number % 5000, new UUID(number, 2).toString()),
                "owner-" + number % 1000,
                salt % 2 == 0);
    }

    private static byte[] hash(int number) {
        ByteBuffer hash = ByteBuffer.allocate(32);
        long mixed = number * 0x9E3779B97F4A7C15L;
        return hash.putLong(mixed ^ mixed >>> 31)
                .putLong(~mixed)
                .putLong(1)
                .putLong(2)
                .array();
    }
}
