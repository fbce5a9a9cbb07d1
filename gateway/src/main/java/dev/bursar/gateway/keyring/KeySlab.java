package dev.bursar.gateway.keyring;

import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.policy.access.ModelPattern;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Key grants as bytes, about 80 each, in blocks of one mebibyte: a million of them as objects would cost a gigabyte.
 * What many keys share (organization, models, budgets, owner) stands once in a table of texts.
 *
 * <p>Append only. One writer; a reader may read any reference that was published to it.
 */
final class KeySlab {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int MAX_RECORD_BYTES = 1 << 16;
    private static final KeyGrant.State[] STATES = KeyGrant.State.values();

    private final Map<String, Integer> textIndex = new HashMap<>();
    private volatile String[] texts = new String[1024];
    private int textCount;
    private volatile byte[][] blocks = new byte[0][];
    private final ByteBuffer record = ByteBuffer.allocate(MAX_RECORD_BYTES);
    private int used = BLOCK_BYTES;

    /** @return a reference to the record, 0 or more */
    int append(KeyGrant grant) {
        record.clear();
        encode(grant);
        int length = record.position();
        if (used + length > BLOCK_BYTES) {
            addBlock();
        }
        byte[] block = blocks[blocks.length - 1];
        System.arraycopy(record.array(), 0, block, used, length);
        int reference = (blocks.length - 1 << 17) | used >>> 3;
        used = used + length + 7 & ~7;
        return reference;
    }

    KeyGrant read(int reference) {
        ByteBuffer in = ByteBuffer.wrap(blocks[reference >>> 17]).position((reference & (1 << 17) - 1) << 3);
        KeyGrant.State state = STATES[in.get()];
        boolean management = in.get() != 0;
        long expires = in.getLong();
        String keyId = id(in);
        String name = inline(in);
        String organization = text(in);
        String owner = text(in);
        String[] patterns = list(in);
        List<ModelPattern> models = new ArrayList<>(patterns.length);
        for (String pattern : patterns) {
            models.add(new ModelPattern(pattern));
        }
        return new KeyGrant(keyId, organization, name, state, expires, models, budgets(in), owner, management);
    }

    private void encode(KeyGrant grant) {
        record.put((byte) grant.state().ordinal());
        record.put((byte) (grant.management() ? 1 : 0));
        record.putLong(grant.expiresAtMillis());
        putId(grant.keyId());
        putInline(grant.name());
        putText(grant.organizationId());
        putText(grant.owner());
        record.putShort((short) grant.models().size());
        grant.models().forEach(pattern -> putText(pattern.text()));
        putBudgets(grant.budgetIds());
    }

    private void addBlock() {
        byte[][] more = java.util.Arrays.copyOf(blocks, blocks.length + 1);
        more[blocks.length] = new byte[BLOCK_BYTES];
        blocks = more;
        used = 0;
    }

    private void putInline(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        record.putShort((short) bytes.length);
        record.put(bytes);
    }

    private static String inline(ByteBuffer in) {
        int length = in.getShort() & 0xffff;
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    /** All levels but the last are shared by many keys; the last is often the key's own. */
    private void putBudgets(List<String> ids) {
        record.putShort((short) ids.size());
        for (int i = 0; i < ids.size() - 1; i++) {
            putText(ids.get(i));
        }
        if (!ids.isEmpty()) {
            putId(ids.getLast());
        }
    }

    private List<String> budgets(ByteBuffer in) {
        String[] ids = new String[in.getShort() & 0xffff];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i < ids.length - 1 ? text(in) : id(in);
        }
        return List.of(ids);
    }

    /** A UUID in 16 bytes, anything else as text. */
    private void putId(String id) {
        UUID uuid = uuid(id);
        record.put((byte) (uuid == null ? 0 : 1));
        if (uuid == null) {
            putInline(id);
        } else {
            record.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        }
    }

    private static String id(ByteBuffer in) {
        return in.get() == 0 ? inline(in) : new UUID(in.getLong(), in.getLong()).toString();
    }

    private static @Nullable UUID uuid(String text) {
        if (text.length() != 36) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void putText(String text) {
        Integer index = textIndex.get(text);
        if (index == null) {
            index = textCount++;
            if (index == texts.length) {
                texts = java.util.Arrays.copyOf(texts, 2 * texts.length);
            }
            texts[index] = text;
            textIndex.put(text, index);
        }
        record.putInt(index);
    }

    private String text(ByteBuffer in) {
        return texts[in.getInt()];
    }

    private String[] list(ByteBuffer in) {
        String[] list = new String[in.getShort() & 0xffff];
        for (int i = 0; i < list.length; i++) {
            list[i] = text(in);
        }
        return list;
    }
}
