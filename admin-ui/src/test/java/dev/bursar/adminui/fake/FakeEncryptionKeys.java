package dev.bursar.adminui.fake;

import dev.bursar.adminapi.rotation.EncryptionKey;
import dev.bursar.adminapi.rotation.EncryptionKeys;
import dev.bursar.adminapi.rotation.EncryptionKeysApi;
import dev.bursar.adminapi.rotation.KeyRotation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Two keys after a restart with a new one; a rotation that a test ends. */
public final class FakeEncryptionKeys implements EncryptionKeysApi {
    private static final String NEWEST = "0f3c9a51d2e87b64";
    private static final String OLDER = "a41d06be73c8f925";

    private final FakeHouse house;
    private @Nullable KeyRotation rotation;
    public long older = 7;

    FakeEncryptionKeys(FakeHouse house) {
        this.house = house;
    }

    void restore() {
        rotation = null;
        older = 7;
    }

    /** What the control plane's walk does meanwhile. */
    public void finish() {
        rotation = rotation("done", older, 3);
        older = 0;
    }

    @Override
    public EncryptionKeys get() {
        house.enter();
        List<EncryptionKey> keys = new ArrayList<>();
        keys.add(new EncryptionKey(NEWEST, true, true, 12 - older, house.now().minusHours(1)));
        keys.add(new EncryptionKey(OLDER, false, true, older, house.now().minusDays(200)));
        return new EncryptionKeys(keys, rotation);
    }

    @Override
    public KeyRotation rotate() {
        house.enterToWrite();
        KeyRotation begun = rotation("running", 0, 1);
        rotation = begun;
        return begun;
    }

    @Override
    public KeyRotation cancel() {
        house.enterToWrite();
        KeyRotation cancelled = rotation("cancelled", 2, 1);
        rotation = cancelled;
        return cancelled;
    }

    private KeyRotation rotation(String state, long wrapped, long organizations) {
        return new KeyRotation(
                UUID.fromString("0195f000-0000-7000-8000-0000000000ee"),
                NEWEST,
                state,
                wrapped,
                0,
                organizations,
                3,
                "Olga Operator",
                house.now(),
                state.equals("running") ? null : house.now());
    }
}
