package dev.bursar.adminui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.UUID;

/** One provider: where is it, which models does it bring? */
@Route(value = "providers/:provider", layout = Shell.class)
@PermitAll
public class ProviderPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final int ROWS = 20;

    private final transient ControlPlane controlPlane;

    ProviderPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Provider", Action.READ_PROVIDERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        show(id(parameters, "provider"));
    }

    private void show(UUID id) {
        Provider provider = ControlPlane.body(controlPlane.catalog().provider(organizationId(), id));
        titled(provider.name());
        head(
                provider.name(),
                Words.plural(provider.models(), "model", "models") + ", called as " + provider.slug() + "/<model>.",
                actions(provider));
        add(new Panel("Provider", facts(provider)));
        if (may(Action.READ_MODELS)) {
            add(new Panel("Models", models(provider)));
        }
        if (may(Action.READ_AUDIT)) {
            HistoryList history = new HistoryList(slug());
            history.show(controlPlane
                    .audit()
                    .list(organizationId(), "provider", id.toString(), null, null, null, ROWS)
                    .items());
            add(new Panel("History", history));
        }
    }

    private Component[] actions(Provider provider) {
        if (!may(Action.WRITE_PROVIDERS) || provider.kind().equals("sandbox")) {
            return new Component[0];
        }
        return new Component[] {
            Buttons.plain(
                    "Edit",
                    "edit-provider",
                    () -> new EditProviderForm(controlPlane, workspace(), provider, () -> again(provider)).open())
        };
    }

    private void again(Provider provider) {
        removeAll();
        show(provider.id());
    }

    private static Facts facts(Provider provider) {
        Facts facts = new Facts()
                .fact("Id", new CopyableId(provider.id().toString(), "provider id"))
                .fact("Address", ProvidersPage.address(provider))
                .fact("Credential", ProvidersPage.credential(provider))
                .fact("Paid by", PaidBy.label(provider.paidBy()))
                .fact("Connected", TimeText.at(provider.createdAt()));
        return provider.privateNetwork() ? facts.fact("Network", "May be at a private address") : facts;
    }

    private Table<Model> models(Provider provider) {
        Table<Model> table = new Table<Model>("Models", "provider-models-table")
                .column("Model", ProviderPage::name)
                .number("Input, per million", "10rem", model -> price(model, true))
                .number("Output, per million", "10rem", model -> price(model, false))
                .compact(ProviderPage::name)
                .whenEmpty(() -> new EmptyState(Icon.CATALOG, "No model yet", "None was taken from the catalog."));
        table.show(
                (cursor, size) -> controlPlane.catalog().models(organizationId(), provider.slug() + "/", cursor, size));
        return table;
    }

    private static Component name(Model model) {
        Span id = new Span(model.name());
        id.addClassName("mono");
        Span display = new Span(model.displayName());
        display.addClassName("soft");
        Div cell = new Div(id, display);
        cell.addClassName("two-lines");
        return cell;
    }

    private static Component price(Model model, boolean input) {
        Model.Price price = model.price();
        if (price == null) {
            return new StateBadge("Unpriced", StateBadge.Tone.WARN);
        }
        Span span = new Span(Amounts.text(input ? price.input() : price.output()));
        span.addClassName("money");
        return span;
    }
}
