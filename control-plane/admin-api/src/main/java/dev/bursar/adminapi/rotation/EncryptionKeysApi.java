package dev.bursar.adminapi.rotation;

import dev.bursar.adminapi.common.AdminApi;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Platform operators only. */
@HttpExchange(AdminApi.V1 + "/encryption-keys")
public interface EncryptionKeysApi {
    /** Counts in every organization: not to be asked for many times a minute. */
    @GetExchange
    EncryptionKeys get();

    /** Puts everything that is sealed under the newest key. 409 {@code rotation_running} while another one is at it. */
    @PostExchange("/rotation")
    KeyRotation rotate();

    /** What is under the newest key stays so. 409 {@code rotation_not_running} where there is nothing to cancel. */
    @PostExchange("/rotation/cancel")
    KeyRotation cancel();
}
