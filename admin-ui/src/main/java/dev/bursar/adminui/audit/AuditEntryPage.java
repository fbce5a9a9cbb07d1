package dev.bursar.adminui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.audit.AuditEntry;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminui.component.AuditChanges;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Times;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One audit entry: what exactly changed? */
@Route(value = "audit/:sequence([0-9]{1,18})", layout = Shell.class)
@PermitAll
public class AuditEntryPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 50;

    private final transient ControlPlane controlPlane;

    AuditEntryPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Audit", Action.READ_AUDIT);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        long sequence = Long.parseLong(parameters.get("sequence").orElse("0"));
        AuditEntry entry =
                find(sequence, location).orElseThrow(() -> new NotFoundException("There is no such audit entry."));
        titled("Entry " + sequence);
        head(
                Words.sentence(entry.action()),
                entry.actorName() + " · " + Words.sentence(entry.resourceKind()) + " " + entry.resourceName() + " · "
                        + Times.exact(entry.at().toInstant()));
        add(new Panel("What changed", changes(entry)).withTest("audit-changes"));
        add(new Panel("Entry", facts(entry)));
    }

    private Optional<AuditEntry> find(long sequence, Location location) {
        String kind = location.getQueryParameters().getSingleParameter("kind").orElse(null);
        String resource =
                location.getQueryParameters().getSingleParameter("resource").orElse(null);
        String cursor = null;
        for (int i = 0; i < MOST_PAGES; i++) {
            Page<AuditEntry> page = page(kind, resource, cursor);
            Optional<AuditEntry> found = page.items().stream()
                    .filter(entry -> entry.sequence() == sequence)
                    .findFirst();
            cursor = page.next();
            if (found.isPresent() || cursor == null) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Page<AuditEntry> page(@Nullable String kind, @Nullable String resource, @Nullable String cursor) {
        return controlPlane.audit().list(organizationId(), kind, resource, null, null, cursor, PAGE);
    }

    private static Component changes(AuditEntry entry) {
        Div diff = new Div();
        diff.addClassName("diff");
        for (AuditChanges.Change change : AuditChanges.of(entry)) {
            Span field = new Span(change.field());
            field.addClassName("diff-field");
            Span before = new Span(change.before());
            before.addClassNames("diff-value", tone(change.differs(), change.before(), "diff-before"));
            Span after = new Span(change.after());
            after.addClassNames("diff-value", tone(change.differs(), change.after(), "diff-after"));
            before.getElement().setAttribute("aria-label", "before: " + change.before());
            after.getElement().setAttribute("aria-label", "after: " + change.after());
            Div row = new Div(field, before, after);
            row.addClassName("diff-row");
            diff.add(row);
        }
        if (diff.getChildren().findAny().isEmpty()) {
            diff.add(new Span("No field was recorded with this entry."));
        }
        return diff;
    }

    private static String tone(boolean differs, String value, String tone) {
        return differs && !value.equals(AuditChanges.NOTHING) ? tone : "soft";
    }

    private Facts facts(AuditEntry entry) {
        return new Facts()
                .fact("Outcome", StateBadge.ofOutcome(entry.outcome()))
                .fact("When", TimeText.at(entry.at()))
                .fact("Who", entry.actorName() + " (" + Words.sentence(entry.actorKind()) + ")")
                .fact("Object", object(entry))
                .fact("Position in the log", String.valueOf(entry.sequence()))
                .fact("Entry id", new CopyableId(entry.id().toString(), "entry id"))
                .fact("Request id", new CopyableId(entry.requestId(), "request id"))
                .fact("From address", entry.address().isEmpty() ? "—" : entry.address())
                .fact("Leaf hash", new CopyableId(entry.leafHash(), "leaf hash"));
    }

    private Component object(AuditEntry entry) {
        return switch (entry.resourceKind()) {
            case "key" -> Paths.link(entry.resourceName(), Paths.key(slug(), entry.resourceId()));
            case "budget" -> Paths.link(entry.resourceName(), Paths.budget(slug(), entry.resourceId()));
            case "provider" -> Paths.link(entry.resourceName(), Paths.provider(slug(), entry.resourceId()));
            default -> new Span(Words.sentence(entry.resourceKind()) + " " + entry.resourceName());
        };
    }
}
