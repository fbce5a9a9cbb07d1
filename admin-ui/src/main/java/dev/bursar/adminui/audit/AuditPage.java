package dev.bursar.adminui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.audit.AuditEntry;
import dev.bursar.adminapi.audit.AuditHead;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.ListFilter;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what, and can it be proved? */
@Route(value = "audit", layout = Shell.class)
@PermitAll
public class AuditPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final String ANY_KIND = "all";
    private static final String KIND = "kind";
    private static final String MEMBER = "member";
    private static final List<String> KINDS = List.of(
            ANY_KIND,
            "key",
            "budget",
            "unit",
            "member",
            "role_grant",
            "invitation",
            "group",
            "provider",
            "model",
            "organization");

    private final transient ControlPlane controlPlane;
    private Table<AuditEntry> table = new Table<>("Audit entries", "audit-table");
    private Div proof = new Div();
    private ListFilter filter = new ListFilter(new Location(""), () -> {});

    AuditPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Audit", Action.READ_AUDIT);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head(
                "Audit",
                "Every change stands here with who made it, before and after. Entries are leaves of a Merkle tree:"
                        + " none can be altered or taken out unnoticed.",
                new CsvLink("audit", this::csv));
        proof = new Div();
        proof.addClassName("proof");
        proof.getElement().setAttribute("data-test", "audit-head");
        filter = filter(location);
        add(proof, filter);
        table = new Table<AuditEntry>("Audit entries", "audit-table")
                .column("When", "9rem", entry -> TimeText.at(entry.at()))
                .column("Who", AuditPage::actor)
                .column("Did what", entry -> what(entry))
                .column("To", entry -> object(entry))
                .column("Outcome", "8rem", entry -> StateBadge.ofOutcome(entry.outcome()))
                .compact(this::compact)
                .opens(entry -> Paths.audit(slug(), entry))
                .whenEmpty(() -> new EmptyState(
                        Icon.AUDIT, "No entry matches", "Choose another kind of object, or a shorter search."));
        add(table);
        refresh();
    }

    private ListFilter filter(Location location) {
        ListFilter all = new ListFilter(location, this::refresh)
                .search("audit-search", "Person, action or object", "Search the audit log");
        Select<String> kinds = Fields.tested(new Select<>(), "audit-kind");
        kinds.setItems(KINDS);
        kinds.setItemLabelGenerator(one -> one.equals(ANY_KIND) ? "Every object" : Words.sentence(one));
        kinds.setValue(all.value(KIND).filter(KINDS::contains).orElse(ANY_KIND));
        kinds.setAriaLabel("Kind of object");
        kinds.addValueChangeListener(
                change -> all.set(KIND, change.getValue().equals(ANY_KIND) ? "" : change.getValue()));
        all.with(kinds);
        if (all.id(MEMBER) != null) {
            all.with(Paths.link("Of one person · show everybody's", Paths.page(slug(), "audit")));
        }
        return all;
    }

    private void refresh() {
        table.show((cursor, size) -> controlPlane
                .audit()
                .list(
                        organizationId(),
                        filter.value(KIND).filter(KINDS::contains).orElse(null),
                        null,
                        filter.id(MEMBER),
                        filter.search(),
                        cursor,
                        size));
        AuditHead head = controlPlane.audit().head(organizationId());
        Span root = new Span(head.rootHash());
        root.addClassNames("mono", "hash");
        root.getElement().setAttribute("title", "Root hash (RFC 6962) over all entries");
        proof.removeAll();
        proof.add(
                Icon.SHIELD.create(),
                new Span(Words.plural(head.size(), "entry", "entries") + " · root"),
                root,
                new CopyButton(head.rootHash(), "root hash"));
    }

    private static Component actor(AuditEntry entry) {
        Span kind = new Span(Words.sentence(entry.actorKind()));
        kind.addClassName("soft");
        Div cell = new Div(new Span(entry.actorName()), kind);
        cell.addClassName("two-lines");
        return cell;
    }

    private Component what(AuditEntry entry) {
        return Paths.link(Words.sentence(entry.action()), Paths.audit(slug(), entry));
    }

    private static Component object(AuditEntry entry) {
        Span kind = new Span(Words.sentence(entry.resourceKind()));
        kind.addClassName("soft");
        Div cell = new Div(new Span(entry.resourceName()), kind);
        cell.addClassName("two-lines");
        return cell;
    }

    private Component compact(AuditEntry entry) {
        Div first = new Div(what(entry), TimeText.at(entry.at()));
        first.addClassName("row-line");
        Span second = new Span(entry.actorName() + " · " + entry.resourceName());
        second.addClassName("soft");
        Div cell = new Div(first, second);
        cell.addClassName("two-lines");
        return cell;
    }

    private Csv csv() {
        return new Csv(
                        "sequence",
                        "at",
                        "actor_kind",
                        "actor",
                        "action",
                        "resource_kind",
                        "resource_id",
                        "resource",
                        "outcome",
                        "before",
                        "after",
                        "request_id",
                        "address",
                        "leaf_hash")
                .rows(table.all(), AuditPage::cells);
    }

    private static @Nullable Object[] cells(AuditEntry entry) {
        return new @Nullable Object[] {
            entry.sequence(),
            entry.at(),
            entry.actorKind(),
            entry.actorName(),
            entry.action(),
            entry.resourceKind(),
            entry.resourceId(),
            entry.resourceName(),
            entry.outcome(),
            entry.before() == null ? null : String.valueOf(entry.before()),
            entry.after() == null ? null : String.valueOf(entry.after()),
            entry.requestId(),
            entry.address(),
            entry.leafHash()
        };
    }
}
