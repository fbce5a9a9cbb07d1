package dev.bursar.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.server.identity.Caller.ActorKind;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void letsAnAuditorReadAllThatOthersReadAndWriteNothing() {
        Set<Action> auditor = Role.AUDITOR.actions();
        assertThat(auditor).allMatch(action -> action.text().contains(".read"));
        Arrays.stream(Role.values())
                .flatMap(role -> role.actions().stream())
                .filter(action -> action.text().contains(".read"))
                .forEach(action -> assertThat(auditor).contains(action));
    }

    @Test
    void letsAMemberTouchOwnThingsOnly() {
        assertThat(Role.MEMBER.actions())
                .doesNotContain(
                        Action.KEY_READ, Action.KEY_WRITE, Action.USAGE_READ, Action.BUDGET_READ, Action.AUDIT_READ);
    }

    @Test
    void keepsTheInstallationFromAnOrganizationsAdministrator() {
        assertThat(Role.ORGANIZATION_ADMIN.actions())
                .doesNotContain(Action.ORGANIZATION_CREATE, Action.PROVIDER_PRIVATE);
    }

    @Test
    void keepsAnOrganizationsMoneyAndKeysFromTheOperator() {
        assertThat(Role.PLATFORM_OPERATOR.actions())
                .doesNotContain(
                        Action.KEY_READ, Action.KEY_WRITE, Action.BUDGET_READ, Action.BUDGET_WRITE, Action.AUDIT_READ);
    }

    @Test
    void writesRolesAndActionsAsTheTablesDo() {
        for (Role role : Role.values()) {
            assertThat(Role.of(role.text())).contains(role);
            assertThat(role.text()).matches("[a-z_]+");
        }
        for (Action action : Action.values()) {
            assertThat(Action.of(action.text())).contains(action);
        }
        assertThat(Role.of("owner")).isEmpty();
    }

    @Test
    void namesTheActionThatIsMissing() {
        Caller caller = new Caller(
                UUID.randomUUID(),
                ActorKind.MEMBER,
                UUID.randomUUID().toString(),
                "Milo",
                Authority.over(Role.MEMBER.actions()),
                "r",
                "127.0.0.1");
        assertThatThrownBy(() -> caller.require(Action.BUDGET_WRITE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("budget.write");
    }
}
