package dev.bursar.gateway.keyring;

import dev.bursar.gateway.policy.KeyGrant;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Keys by the first 16 bytes of their hash: open addressing with linear probing over plain arrays, 20 bytes a slot, at
 * most two thirds full. 128 bits of an HMAC under a secret pepper do not collide.
 *
 * <p>One writer, any readers, no locks: a slot's reference is published last, so a reader sees a whole entry or none.
 * Removing leaves a tombstone; a table that is full of those or too small is replaced by its owner ({@link #crowded}).
 */
final class KeyTable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle REFERENCES = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int EMPTY = -1;
    private static final int REMOVED = -2;
    private static final int LEAST_SLOTS = 1024;

    private final long[] prefixes;
    private final int[] references;
    private final int mask;
    private final KeySlab slab;
    private int occupied;
    private int live;
    private int stale;

    KeyTable(int expectedKeys) {
        this(expectedKeys, new KeySlab());
    }

    private KeyTable(int expectedKeys, KeySlab slab) {
        int slots = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, expectedKeys + expectedKeys / 2)) * 2);
        this.prefixes = new long[2 * slots];
        this.references = new int[slots];
        java.util.Arrays.fill(references, EMPTY);
        this.mask = slots - 1;
        this.slab = slab;
    }

    /** @param hash 32 bytes from offset 0 */
    @Nullable
    KeyGrant find(byte[] hash) {
        int slot = slotOf((long) LONGS.get(hash, 0), (long) LONGS.get(hash, 8));
        if (slot < 0) {
            return null;
        }
        int reference = (int) REFERENCES.getAcquire(references, slot);
        return reference < 0 ? null : slab.read(reference);
    }

    /** Identifies what {@link #find} would return, for callers that keep decoded grants; -1: nothing. */
    int reference(byte[] hash) {
        int slot = slotOf((long) LONGS.get(hash, 0), (long) LONGS.get(hash, 8));
        return slot < 0 ? -1 : Math.max(-1, (int) REFERENCES.getAcquire(references, slot));
    }

    KeyGrant read(int reference) {
        return slab.read(reference);
    }

    void put(byte[] hash, KeyGrant grant) {
        long high = (long) LONGS.get(hash, 0);
        long low = (long) LONGS.get(hash, 8);
        int reference = slab.append(grant);
        int known = slotOf(high, low);
        if (known >= 0) {
            int before = (int) REFERENCES.getAndSet(references, known, reference);
            live += before < 0 ? 1 : 0;
            stale += before < 0 ? 0 : 1;
            return;
        }
        insert(high, low, reference);
    }

    void remove(byte[] hash) {
        int slot = slotOf((long) LONGS.get(hash, 0), (long) LONGS.get(hash, 8));
        if (slot >= 0 && (int) REFERENCES.getAndSet(references, slot, REMOVED) >= 0) {
            live--;
            stale++;
        }
    }

    int size() {
        return live;
    }

    /** Time to move to a table with room for this many more. */
    boolean crowded(int more) {
        return occupied + more > references.length / 3 * 2 || stale > Math.max(LEAST_SLOTS, live);
    }

    /** A fresh table with the same keys, without garbage, with room for more. */
    KeyTable rebuilt(int more) {
        KeyTable next = new KeyTable(live + more);
        for (int slot = 0; slot < references.length; slot++) {
            if (references[slot] >= 0) {
                next.insert(prefixes[2 * slot], prefixes[2 * slot + 1], next.slab.append(slab.read(references[slot])));
            }
        }
        return next;
    }

    /** Twice the room over the same records. Only while no reader knows this table. */
    KeyTable widened() {
        KeyTable next = new KeyTable(2 * live, slab);
        for (int slot = 0; slot < references.length; slot++) {
            if (references[slot] >= 0) {
                next.insert(prefixes[2 * slot], prefixes[2 * slot + 1], references[slot]);
            }
        }
        return next;
    }

    private void insert(long high, long low, int reference) {
        int slot = (int) high & mask;
        while (references[slot] != EMPTY) {
            slot = slot + 1 & mask;
        }
        prefixes[2 * slot] = high;
        prefixes[2 * slot + 1] = low;
        REFERENCES.setRelease(references, slot, reference);
        occupied++;
        live++;
    }

    private int slotOf(long high, long low) {
        int slot = (int) high & mask;
        while ((int) REFERENCES.getAcquire(references, slot) != EMPTY) {
            if (prefixes[2 * slot] == high && prefixes[2 * slot + 1] == low) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return -1;
    }
}
