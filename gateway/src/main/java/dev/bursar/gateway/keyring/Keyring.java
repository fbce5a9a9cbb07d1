package dev.bursar.gateway.keyring;

import dev.bursar.gateway.policy.KeyGrant;
import java.util.List;

/** All keys of this node's policy. One writer (the policy feed), any readers. */
public final class Keyring {
    /** A key's grant under the hash by which it is known, 32 bytes. */
    public record Entry(byte[] hash, KeyGrant grant) {}

    private volatile KeyTable table = new KeyTable(0);

    KeyTable table() {
        return table;
    }

    public int size() {
        return table.size();
    }

    /** A snapshot in the making: its keys and no others, from {@link #replaceBy} on. */
    public static final class Draft {
        private KeyTable table = new KeyTable(0);

        public void add(Entry entry) {
            if (table.crowded(1)) {
                table = table.widened();
            }
            table.put(entry.hash(), entry.grant());
        }
    }

    /** @param draft is not added to any more */
    public void replaceBy(Draft draft) {
        table = draft.table;
    }

    /** A delta. */
    public void change(List<Entry> changed, List<byte[]> removedHashes) {
        KeyTable current = table;
        if (current.crowded(changed.size())) {
            current = current.rebuilt(changed.size());
        }
        for (Entry entry : changed) {
            current.put(entry.hash(), entry.grant());
        }
        removedHashes.forEach(current::remove);
        table = current;
    }
}
