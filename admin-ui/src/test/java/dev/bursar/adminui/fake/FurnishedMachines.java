package dev.bursar.adminui.fake;

import dev.bursar.adminapi.machine.ManagementKey;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.WorkloadTrust;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The programs of the house. */
final class FurnishedMachines {
    private final FakeHouse house;

    FurnishedMachines(FakeHouse house) {
        this.house = house;
    }

    void furnish() {
        ServiceAccount classes =
                account(1, "class provisioner", "Makes a class and its keys for each course.", "active");
        account(2, "nightly report", "Reads usage for the finance department.", "active");
        account(3, "old importer", "", "disabled");
        key(classes, 1, "Course system", "active");
        key(classes, 2, "Course system, last year", "revoked");
        trust(1, "shop on main", "repo:acme/shop:ref:refs/heads/main", null, "");
        trust(2, "cluster", "system:serviceaccount:platform:provisioner", classes, "The answer was 503.");
    }

    private ServiceAccount account(int number, String name, String about, String state) {
        ServiceAccount account = new ServiceAccount(
                UUID.fromString("0195f000-0000-7000-8000-00000000030" + number),
                name,
                about,
                state,
                house.now().minusDays(30L - number),
                "Ada Admin",
                number == 3 ? null : house.now().minusMinutes(17L * number),
                1);
        house.accounts.add(account);
        return account;
    }

    private void key(ServiceAccount account, int number, String name, String state) {
        house.managementKeys.add(new ManagementKey(
                UUID.fromString("0195f000-0000-7000-8000-00000000031" + number),
                account.id(),
                name,
                "bsr_live_4fTq8sKd02P" + number + "_…",
                state,
                house.now().plusDays(90),
                house.now().minusDays(20L * number),
                "Ada Admin",
                state.equals("revoked") ? house.now().minusDays(2) : null,
                house.now().minusMinutes(17)));
    }

    private void trust(int number, String name, String subject, @Nullable ServiceAccount account, String error) {
        boolean github = account == null;
        house.trusts.add(new WorkloadTrust(
                UUID.fromString("0195f000-0000-7000-8000-00000000032" + number),
                name,
                github ? "https://token.actions.githubusercontent.com" : "https://cluster.acme.example",
                null,
                "bursar:" + FakeHouse.ACME,
                subject,
                github ? UUID.fromString("0195f000-0000-7000-8000-000000000330") : null,
                github ? "CI of the shop" : null,
                account == null ? null : account.id(),
                account == null ? null : account.name(),
                "active",
                error.isEmpty() ? List.of("a1", "a2") : List.of(),
                house.now().minusMinutes(4),
                error,
                house.now().minusDays(9),
                "Ada Admin",
                1));
    }
}
