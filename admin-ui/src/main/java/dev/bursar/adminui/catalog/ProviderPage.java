package dev.bursar.adminui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.ObjectPage;
import dev.bursar.adminui.component.PageHead;
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
import java.util.List;
import java.util.UUID;

/** One provider: where is it, which models does it bring? */
@Route(value = "providers/:provider", layout = Shell.class)
@PermitAll
public class ProviderPage extends ObjectPage<Provider> {
    private static final long serialVersionUID = 1L;

    ProviderPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, controlPlane, "Provider", Action.READ_PROVIDERS, "provider");
    }

    @Override
    protected Provider read(UUID id) {
        return ControlPlane.body(controlPlane().catalog().provider(organizationId(), id));
    }

    @Override
    protected String name(Provider provider) {
        return provider.name();
    }

    @Override
    protected void show(Provider provider) {
        content().removeAll();
        content()
                .add(
                        new PageHead(provider.name())
                                .lead(Words.plural(provider.models(), "model", "models") + ", called as "
                                        + provider.slug() + "/<model>.")
                                .actions(actions(provider)),
                        new Panel("Provider", facts(provider)));
        if (may(Action.READ_MODELS)) {
            content().add(new Panel("Models", models(provider)));
        }
        history("provider", "provider-history").ifPresent(content()::add);
    }

    private List<Component> actions(Provider provider) {
        return may(Action.WRITE_PROVIDERS) && !provider.kind().equals("sandbox")
                ? List.of(Buttons.plain(
                        "Edit",
                        "edit-provider",
                        () -> new EditProviderForm(controlPlane(), workspace(), provider, this::again).open()))
                : List.of();
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
        table.show((cursor, size) ->
                controlPlane().catalog().models(organizationId(), provider.slug() + "/", cursor, size));
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
