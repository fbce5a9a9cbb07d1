package dev.bursar.adminui.fake;

import dev.bursar.adminapi.sso.SetSignInRule;
import dev.bursar.adminapi.sso.SignInRuleApi;
import dev.bursar.adminapi.sso.SignInRuleImpact;
import dev.bursar.adminapi.sso.SsoConnection;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Of twelve people two were away for sixty days. */
public final class FakeSignInRules implements SignInRuleApi {
    private final FakeHouse house;

    FakeSignInRules(FakeHouse house) {
        this.house = house;
    }

    @Override
    public SignInRuleImpact impact(UUID organizationId, UUID connectionId, @Nullable Integer days) {
        house.enter();
        Integer present = house.sso.find(connectionId).signInWithinDays();
        int asked = Objects.requireNonNullElseGet(days, () -> Objects.requireNonNull(present));
        boolean late = asked < 60;
        return new SignInRuleImpact(
                asked,
                12,
                late ? 2 : 0,
                late ? 1 : 0,
                late ? 5 : 0,
                3,
                1,
                house.now().plusDays(7));
    }

    @Override
    public ResponseEntity<SsoConnection> set(
            UUID organizationId, UUID connectionId, @Nullable String ifMatch, SetSignInRule request) {
        house.enterToWrite();
        SsoConnection before = house.sso.find(connectionId);
        if (request.days() != null && (request.days() < 7 || request.days() > 400)) {
            throw FakeHouse.invalid("days", "invalid", "must be 7 to 400");
        }
        return ResponseEntity.ok(house.sso.ruled(before, request.days()));
    }
}
