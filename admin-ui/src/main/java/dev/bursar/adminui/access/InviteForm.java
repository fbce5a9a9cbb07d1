package dev.bursar.adminui.access;

import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.adminapi.access.CreateInvitation;
import dev.bursar.adminapi.access.IssuedInvitation;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleOver;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.RoleChoice;
import dev.bursar.adminui.component.RoleWords;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.UnreachableException;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Invites one person or many: addresses as they are pasted, one role, and where it holds. */
final class InviteForm {
    /** More than anybody reads through after pasting; each is a call of its own. */
    static final int MOST_AT_ONCE = 200;

    private static final int LONGEST = 64_000;
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>\"]{1,64}@[^@\\s<>\"]{1,255}");

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;
    private final Form form = new Form("Invite people", "Invite", "invite-form", this::invite);
    private final TextArea addresses = Fields.words("E-mail addresses", "invite-addresses", LONGEST);
    private final RoleChoice role;
    private final UnitChoice over = Fields.tested(new UnitChoice("Over"), "invite-over");
    /** The same attempt for an address is the same invitation, however often the form is sent. */
    private final Map<CreateInvitation, String> retries = new HashMap<>();

    InviteForm(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
        this.role = Fields.tested(new RoleChoice(controlPlane, workspace), "invite-role");
    }

    void open() {
        addresses.setPlaceholder("grace@example.com, alan@example.com");
        addresses.setHelperText("One or many, as they are pasted. Each gets a link of their own.");
        over.setPlaceholder(
                workspace.may(Action.WRITE_MEMBERS) ? "The whole organization" : "Choose a team, project or class");
        over.offer(controlPlane, workspace.organizationId());
        role.offerOver(null);
        addresses.addValueChangeListener(change -> preview());
        role.addValueChangeListener(change -> preview());
        over.addValueChangeListener(change -> {
            role.offerOver(unitId());
            preview();
        });
        form.fields(addresses, role, over);
        form.errors().at("email", addresses).at("roles", role);
        preview();
        form.open();
        addresses.focus();
    }

    static List<String> split(String typed) {
        return List.copyOf(new LinkedHashSet<>(
                BETWEEN.splitAsStream(typed.replace('<', ' ').replace('>', ' '))
                        .filter(piece -> piece.contains("@"))
                        .map(piece -> piece.toLowerCase(Locale.ROOT))
                        .toList()));
    }

    private @Nullable UUID unitId() {
        Unit unit = over.getValue();
        return unit == null ? null : unit.id();
    }

    private void preview() {
        List<String> people = split(addresses.getValue());
        Role chosen = role.getValue();
        form.verb(people.size() < 2 ? "Invite" : "Invite " + people.size() + " people");
        if (people.isEmpty() || chosen == null) {
            form.preview("");
            return;
        }
        Unit unit = over.getValue();
        form.preview(Words.plural(people.size(), "person is", "people are") + " invited as "
                + Words.uncapitalized(RoleWords.over(chosen.name(), unit == null ? null : UnitChoice.path(unit)))
                + ". " + RoleWords.about(chosen));
    }

    private boolean checkAddresses(List<String> people) {
        String wrong = people.isEmpty()
                ? "Type at least one e-mail address."
                : people.size() > MOST_AT_ONCE
                        ? "At most " + MOST_AT_ONCE + " at once."
                        : people.stream()
                                .filter(one -> !ADDRESS.matcher(one).matches())
                                .findFirst()
                                .map(one -> one + " is not an e-mail address.")
                                .orElse("");
        addresses.setErrorMessage(wrong);
        addresses.setInvalid(!wrong.isEmpty());
        return wrong.isEmpty();
    }

    private void invite() {
        List<String> people = split(addresses.getValue());
        if (!(checkAddresses(people) & role.check())) {
            return;
        }
        Role chosen = role.getValue();
        RoleOver held = new RoleOver(RoleChoice.text(chosen), chosen.id(), unitId());
        List<IssuedInvitation> issued = new ArrayList<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (String address : people) {
            invite(new CreateInvitation(address, null, List.of(held)), issued, refused);
        }
        if (people.size() == 1 && issued.isEmpty()) {
            addresses.setErrorMessage(refused.values().iterator().next());
            addresses.setInvalid(true);
            return;
        }
        form.close();
        changed.run();
        new InvitationLinks(issued, refused).open();
    }

    private void invite(CreateInvitation request, List<IssuedInvitation> issued, Map<String, String> refused) {
        String key = retries.computeIfAbsent(request, one -> UUID.randomUUID().toString());
        try {
            issued.add(ControlPlane.body(controlPlane.invitations().create(workspace.organizationId(), key, request)));
        } catch (RefusedException e) {
            String reason = Stream.concat(
                            e.fieldErrors().stream().map(error -> error.message()), Stream.of(e.sentence()))
                    .findFirst()
                    .orElseThrow();
            refused.put(request.email(), reason);
        } catch (UnreachableException e) {
            // The links of those who are invited already must not be lost.
            refused.put(request.email(), e.sentence() + " Invite them again.");
        }
    }
}
