package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of the organization's people. */
public final class MemberChoice extends ComboBox<Member> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_OFFERED = 200;

    public MemberChoice(String label) {
        super(label);
        setItemLabelGenerator(Member::name);
        setPlaceholder("Nobody in particular");
        setClearButtonVisible(true);
    }

    public void offer(ControlPlane controlPlane, UUID organizationId, @Nullable UUID chosen) {
        List<Member> members = controlPlane
                .members()
                .list(organizationId, null, null, null, MOST_OFFERED)
                .items();
        setItems(members);
        members.stream().filter(one -> one.id().equals(chosen)).findFirst().ifPresent(this::setValue);
    }

    public @Nullable UUID chosen() {
        Member member = getValue();
        return member == null ? null : member.id();
    }
}
