package dev.bursar.adminapi.me;

import dev.bursar.adminapi.common.AdminApi;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Only where the embedded issuer signs people in: elsewhere passwords are the identity provider's. */
@HttpExchange(AdminApi.V1 + "/me/password")
public interface PasswordApi {
    /** Changes the caller's own password and ends their other sign-ins. The current one is needed again. */
    @PutExchange
    void change(@RequestBody @Valid ChangePassword change);
}
