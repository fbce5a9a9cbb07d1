package dev.bursar.server.rotation;

import dev.bursar.adminapi.rotation.EncryptionKeys;
import dev.bursar.adminapi.rotation.EncryptionKeysApi;
import dev.bursar.adminapi.rotation.KeyRotation;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Callers;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EncryptionKeysController implements EncryptionKeysApi {
    private final Callers callers;
    private final KeyRotations rotations;

    EncryptionKeysController(Callers callers, KeyRotations rotations) {
        this.callers = callers;
        this.rotations = rotations;
    }

    @Override
    public EncryptionKeys get() {
        callers.anywhere(Action.ORGANIZATION_OPERATE);
        return rotations.keys();
    }

    @Override
    public KeyRotation rotate() {
        return rotations.begin(callers.anywhere(Action.ORGANIZATION_OPERATE));
    }

    @Override
    public KeyRotation cancel() {
        return rotations.cancel(callers.anywhere(Action.ORGANIZATION_OPERATE));
    }
}
