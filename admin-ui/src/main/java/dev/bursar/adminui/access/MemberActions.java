package dev.bursar.adminui.access;

import dev.bursar.adminapi.access.Member;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Shuts people out, lets them in again, removes them: asks first, with the number of keys that die. */
final class MemberActions {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;

    MemberActions(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
    }

    void suspend(List<Member> people) {
        if (people.isEmpty()) {
            Notices.failed("None of them is active.");
            return;
        }
        Confirm.danger(
                "Suspend " + names(people) + "?",
                (people.size() == 1 ? "They" : "All of them") + " can't act here from now on. " + keys(people, "stops")
                        + " Re-activating them later does not revive keys: each is enabled by hand.",
                people.size() == 1 ? "Suspend" : "Suspend " + people.size() + " people",
                () -> each(
                        people,
                        one -> controlPlane.members().suspend(workspace.organizationId(), one.id()),
                        "suspended"));
    }

    /** Nothing is lost by it, so it does not ask. */
    void reactivate(List<Member> people) {
        if (people.isEmpty()) {
            Notices.failed("None of them is suspended.");
            return;
        }
        each(
                people,
                one -> controlPlane.members().reactivate(workspace.organizationId(), one.id()),
                "active again; their keys stay disabled until each is enabled");
    }

    void remove(Member person) {
        Confirm.danger(
                "Remove " + person.name() + "?",
                "Their roles and groups are taken away, for good. " + keys(List.of(person), "is revoked")
                        + " What they spent keeps their name in the ledger and the audit log.",
                "Remove person",
                () -> each(
                        List.of(person),
                        one -> controlPlane.members().remove(workspace.organizationId(), one.id()),
                        "removed"));
    }

    private String keys(List<Member> people, String fate) {
        if (!workspace.mayAnywhere(Action.READ_KEYS)) {
            return "Their keys are refused on every gateway within seconds.";
        }
        long working = people.stream()
                .mapToLong(one -> PersonalKeys.working(controlPlane, workspace.organizationId(), one.id()))
                .sum();
        if (working == 0) {
            return "No working key is theirs.";
        }
        boolean revoked = fate.equals("is revoked");
        return Words.plural(working, "working key", "working keys")
                + (revoked ? working == 1 ? " is revoked" : " are revoked" : working == 1 ? " stops" : " stop")
                + ": calls with " + (working == 1 ? "it" : "them") + " are refused on every gateway within seconds.";
    }

    private void each(List<Member> people, Consumer<Member> action, String outcome) {
        List<Member> done = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Member one : people) {
            try {
                action.accept(one);
                done.add(one);
            } catch (RefusedException e) {
                refused.add(one.name() + ": " + e.sentence());
            }
        }
        changed.run();
        if (!done.isEmpty()) {
            Notices.done(names(done) + (done.size() == 1 ? " is " : " are ") + outcome + ".");
        }
        if (!refused.isEmpty()) {
            Notices.failed(String.join(" ", refused));
        }
    }

    private static String names(List<Member> people) {
        return Words.list(people.stream().map(Member::name).toList(), 2);
    }
}
