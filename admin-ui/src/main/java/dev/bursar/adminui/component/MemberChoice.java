package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of the organization's people. */
public final class MemberChoice extends ComboBox<Member> {
    private static final long serialVersionUID = 1L;
    private boolean began;

    public MemberChoice(String label) {
        super(label);
        setItemLabelGenerator(Member::name);
        setPlaceholder("Nobody in particular");
        setClearButtonVisible(true);
    }

    public void offer(ControlPlane controlPlane, UUID organizationId, @Nullable UUID chosen) {
        Lookup.offer(
                this,
                (part, most) -> controlPlane
                        .members()
                        .list(organizationId, null, part, null, "name", null, most)
                        .items());
        if (chosen != null) {
            begin(controlPlane, organizationId, chosen);
        }
    }

    /** Somebody whom the reader may not see stays whoever they are. */
    private void begin(ControlPlane controlPlane, UUID organizationId, UUID chosen) {
        try {
            setValue(ControlPlane.body(controlPlane.members().get(organizationId, chosen)));
            began = true;
        } catch (RefusedException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    /** Somebody was chosen when it was offered, and the reader took them away. */
    public boolean isTakenAway() {
        return began && getValue() == null;
    }

    public @Nullable UUID chosen() {
        Member member = getValue();
        return member == null ? null : member.id();
    }
}
