package dev.bursar.adminui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.BudgetRequest;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.Workspace;

/** How many requests for more are open: in the top bar and in the rail, only where there are any. */
final class Inbox extends Anchor {
    private static final long serialVersionUID = 1L;
    /** Past it the exact number helps nobody. */
    private static final int MOST_COUNTED = 50;

    private final transient Workspace workspace;
    private final transient ControlPlane controlPlane;
    private final Span count = count();
    private final Span railCount = count();

    Inbox(Workspace workspace, ControlPlane controlPlane) {
        this.workspace = workspace;
        this.controlPlane = controlPlane;
        setHref(Paths.page(workspace.slug(), "requests-for-more"));
        addClassNames("button-link", "inbox");
        getElement().setAttribute("data-test", "approvals");
        add(Icon.INBOX.create(), count);
        show(0, false);
    }

    private static Span count() {
        Span count = new Span();
        count.addClassName("count");
        count.getElement().setAttribute("aria-hidden", "true");
        return count;
    }

    /** The same number for the rail. */
    Span railCount() {
        return railCount;
    }

    /** Reads anew; what can't be read now is not counted. */
    void refresh() {
        boolean may = workspace.mayAnywhere(Action.READ_REQUESTS_FOR_MORE);
        setVisible(may);
        if (!may) {
            return;
        }
        try {
            Page<BudgetRequest> open =
                    controlPlane.requests().list(workspace.organizationId(), "open", null, null, MOST_COUNTED);
            show(open.items().size(), open.next() != null);
        } catch (ControlPlaneException e) {
            show(0, false);
        }
    }

    private void show(int open, boolean more) {
        String number = open + (more ? "+" : "");
        count.setText(number);
        railCount.setText(number);
        count.setVisible(open > 0);
        railCount.setVisible(open > 0);
        String words = open == 0
                ? "Requests for more: none is open"
                : "Requests for more: " + Words.plural(open, "is open", "are open");
        getElement().setAttribute("aria-label", words);
        getElement().setAttribute("title", words);
    }
}
