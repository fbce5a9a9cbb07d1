package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminui.controlplane.ControlPlane;
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
        setItems(query -> controlPlane
                .members()
                .list(
                        organizationId,
                        null,
                        query.getFilter().filter(part -> !part.isBlank()).orElse(null),
                        null,
                        Math.min(MOST_OFFERED, query.getOffset() + query.getLimit()))
                .items()
                .stream()
                .skip(query.getOffset())
                .limit(query.getLimit()));
        if (chosen != null) {
            setValue(ControlPlane.body(controlPlane.members().get(organizationId, chosen)));
        }
    }

    public @Nullable UUID chosen() {
        Member member = getValue();
        return member == null ? null : member.id();
    }
}
